import ArgumentParser
import Support

/// The options of a slice, parsed as if they were a program of their own, to report a wrong one.
struct SliceProgram: ParsableCommand {
  struct Slice: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "slice")

    @OptionGroup var slice: SliceOptions
  }

  static let configuration = CommandConfiguration(commandName: "slice-of", subcommands: [Slice.self], defaultSubcommand: Slice.self)

  /// One sentence about the first option that is no option of a slice, or that lacks its value; nil where there is none.
  static func problem(in words: [String]) -> String? {
    let tool = CommandLineTool(Self.self, hints: .query)
    guard let problem = tool.problem(in: words) else { return nil }
    let names = CommandLineGrammar(Self.self).commands.flatMap(\.options).map(\.name).filter { $0 != "--help" }
    // A sentence that suggests the right option needs no list of all options.
    return problem.contains(":") ? problem : problem + ": the options of a slice are " + names.joined(separator: ", ")
  }
}
