/// What a program knows of the mistakes that are made with its options.
public struct CommandLineHints: Sendable {
  /// Names that other programs have for an option -> the option; said where the subcommand has it.
  public var synonyms: [String: String]
  /// Names of options -> what to do instead, as the end of a sentence.
  public var advice: [String: String]
  /// Subcommands of a sister program -> how it is called.
  public var elsewhere: [String: String]
  /// Subcommand -> the options that its short help names, most used first.
  public var mostUsed: [String: [String]]
  /// Option or subcommand -> what the short help says of it, where its description is long.
  public var briefs: [String: String]
  /// Subcommand -> its usage, where the grammar does not tell all of it.
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

  /// How a subcommand is used, in a line.
  func usage(of command: CommandLineGrammar.Command, in grammar: CommandLineGrammar) -> String {
    if let usage = usages[command.name] { return usage }
    let required = command.options.filter(\.isRequired).map(\.synopsis)
    let options = command.options.contains { !$0.isRequired && $0.name != "--help" && $0.name != "--version" } ? ["[<options>]"] : []
    return ([grammar.name, command.name] + command.positionals + required + options).joined(separator: " ")
  }
}
