/// Help of a program for mistakes that its users are likely to make.
public struct CommandLineHints: Sendable {
  /// Other programs' name of an option -> our option; suggested where the subcommand has our option.
  public var synonyms: [String: String]
  /// Name of an option that does not exist -> advice, as the end of a sentence.
  public var advice: [String: String]
  /// Subcommand of a sister program -> the sister program's name.
  public var elsewhere: [String: String]
  /// Subcommand -> the options in its short help, most used first.
  public var mostUsed: [String: [String]]
  /// Option or subcommand -> its description in the short help, where the full description is too long.
  public var briefs: [String: String]
  /// Subcommand -> its usage, where the grammar cannot express it.
  public var usages: [String: String]

  /// Creates hints.
  public init(
    synonyms: [String: String] = [:], advice: [String: String] = [:], elsewhere: [String: String] = [:],
    mostUsed: [String: [String]] = [:], briefs: [String: String] = [:], usages: [String: String] = [:]
  ) {
    self.synonyms = synonyms
    self.advice = advice
    self.elsewhere = elsewhere
    self.mostUsed = mostUsed
    self.briefs = briefs
    self.usages = usages
  }

  /// The usage of a subcommand, in one line.
  func usage(of command: CommandLineGrammar.Command, in grammar: CommandLineGrammar) -> String {
    if let usage = usages[command.name] { return usage }
    let required = command.options.filter(\.isRequired).map(\.synopsis)
    let options = command.options.contains { !$0.isRequired && $0.name != "--help" && $0.name != "--version" } ? ["[<options>]"] : []
    return ([grammar.name, command.name] + command.positionals + required + options).joined(separator: " ")
  }
}
