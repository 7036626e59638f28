import ArgumentParser
import Testing

@testable import query

struct HelpTests {
  private static let names: [String] = QueryCommand.configuration.subcommands.map { $0.configuration.commandName ?? "" }

  @Test(arguments: [""] + names) func everyHelpBeginsWithExamples(command: String) throws {
    let result = try QueryProgram.run(["help"] + (command.isEmpty ? [] : [command]))
    #expect(result.status == 0)
    let paragraphs = result.text.split(separator: "\n", omittingEmptySubsequences: false).split(separator: "")
    // The first paragraph is the overview, the next the discussion.
    #expect(paragraphs.count > 2 && paragraphs[1].first == "Examples:", "\(result.text)")
    let examples = paragraphs[1].dropFirst()
    #expect(examples.count > 1)
    for example in examples {
      #expect(example.hasPrefix("  globenc-query " + command), "\(example)")
    }
  }

  @Test func everySubcommandIsToldOf() throws {
    let help = try QueryProgram.run(["--help"]).text
    for name in Self.names { #expect(help.contains("\n  \(name)"), "\(name)") }
  }
}
