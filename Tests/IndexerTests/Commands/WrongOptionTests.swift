import Testing

@testable import Indexer
@testable import Support

/// Messages about options that do not exist.
struct WrongOptionTests {
  @Test(
    arguments: [
      (["c.csv", "--modle", "m", "--store", "s"], "unknown option '--modle': did you mean --model?"),
      (["c.csv", "--model", "m", "-o", "s"], "unknown option '-o': did you mean --store?"),
      (["c.csv", "--model", "m", "--output", "s"], "unknown option '--output': did you mean --store?"),
      (["--input", "c.csv", "--model", "m", "--store", "s"], "unknown option '--input': the corpus has no option"),
      (["c.csv", "-model", "m", "--store", "s"], "unknown option '-model': did you mean --model?"),
      (["querry", "s"], "unknown subcommand 'querry'; there are "), (["verfy", "s"], "unknown subcommand 'verfy': did you mean verify?"),
      (["top", "s"], "'top' is a subcommand of globenc-query: globenc-query top"),
      (["verify", "--store", "s"], "unknown option '--store': the store has no option here"),
      (["c.csv", "--model", "m", "--store"], "the option '--store' lacks its value: --store <file>"),
      (["c.csv", "--model", "--store", "s"], "the option '--model' lacks its value: --model <dir>"),
      (["help", "indx"], "unknown subcommand 'indx': did you mean index?"),
      (["c.csv", "--model", "m", "--store", "s", "--threshold", "-0.1"], "--threshold is a number from 0 to 1, not -0.1."),
      (["c.csv", "--model", "m", "--store", "s", "--wait", "-1"], "--wait is a number of seconds from 0, not -1."),
      (["c.csv", "--model", "m", "--store", "s", "--limit", "-1"], "--limit is a number of rows from 0, not -1."),
      (["remove", "s", "--examples", "i", "--wait", "-2"], "--wait is a number of seconds from 0, not -2."),
      (
        ["c.csv", "--model", "m", "--store", "s", "--text", "-1"],
        "the option '--text' lacks its value: --text <name>; one that begins with - needs"
      ),
      (["verify", "s", "--workers", "2"], "verify has no option '--workers': it is one of index"),
    ])
  func oneSentenceNamesTheArgumentThatIsWrong(arguments: [String], message: String) throws {
    let result = try IndexTool.run(arguments)
    #expect(result.errors.hasPrefix("Error: \(message)"), "\(result.errors)")
    #expect(result.errors.contains("\nUsage: globenc-index ") && result.errors.split(separator: "\n").count == 3)
    #expect(result.output == "" && result.status == 64)
  }

  @Test func theShortHelpsFitAScreenAndNameOptionsThatExist() throws {
    let grammar = CommandLineGrammar(GlobEncIndex.self)
    for command in grammar.commands {
      for name in CommandLineHints.index.mostUsed[command.name] ?? [] { #expect(command.option(name) != nil, "\(command.name) \(name)") }
      let result = try IndexTool.run([command.name, "-h"])
      let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(result.status == 0 && lines.count <= 24 && lines.allSatisfy { $0.count <= 80 && !$0.contains("…") }, "\(result.output)")
    }
    for name in CommandLineHints.index.synonyms.values {
      #expect(grammar.commands.contains { $0.option(String(name.prefix { $0 != " " })) != nil })
    }
  }
}
