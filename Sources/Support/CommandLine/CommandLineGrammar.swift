public import ArgumentParser
import Foundation

/// The subcommands, options and arguments of a program, as its parser describes them.
public struct CommandLineGrammar: Sendable {
  /// An option or a flag.
  public struct Option: Sendable {
    /// All spellings, dashes included: `--output`, `-o`.
    public let names: [String]
    /// Placeholder of the value in a synopsis; nil for a flag.
    public let value: String?
    /// Description in one or more sentences; empty where there is none.
    public let abstract: String
    /// Whether the command requires the option.
    public let isRequired: Bool

    /// The name in messages: the first long one, else the first.
    public var name: String { names.first { $0.hasPrefix("--") } ?? names.first ?? "" }

    /// The name with the placeholder of its value: `--label <name>`.
    public var synopsis: String { name + (value.map { " <\($0)>" } ?? "") }
  }

  /// A subcommand.
  public struct Command: Sendable {
    /// Its name on the command line.
    public let name: String
    /// Description in one sentence.
    public let abstract: String
    /// Options and flags, `--help` among them.
    public let options: [Option]
    /// Placeholders of the positional arguments, in order: `<store>`, `[<id>]`, `<id> ...`.
    public let positionals: [String]
    /// Whether the last positional argument may be repeated.
    public let isRepeating: Bool

    /// The option with that spelling; nil where there is none.
    public func option(_ name: String) -> Option? { options.first { $0.names.contains(name) } }
  }

  /// The program's name on the command line.
  public let name: String
  /// Description of the program.
  public let abstract: String
  /// The subcommands, without `help`.
  public let commands: [Command]
  /// The subcommand that runs where the arguments name none.
  public let defaultCommand: String?

  /// The grammar of a program.
  public init(_ root: any ParsableCommand.Type) {
    guard let tool = try? JSONDecoder().decode(Description.self, from: Data(root._dumpHelp().utf8)) else {
      preconditionFailure("the parser's description of \(root) is not in the form that is known")
    }
    let described = tool.command
    (name, abstract, defaultCommand) = (described.commandName, described.abstract ?? "", described.defaultSubcommand)
    commands = (described.subcommands ?? []).filter { $0.commandName != "help" }.map(Command.init)
  }

  /// The subcommand of that name; nil where there is none.
  public func command(_ name: String) -> Command? { commands.first { $0.name == name } }
}

/// The parts of the parser's description that the grammar needs.
private struct Description: Decodable {
  struct Name: Decodable {
    let kind: String
    let name: String
  }

  struct Argument: Decodable {
    let kind: String
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let isOptional: Bool
    let isRepeating: Bool
    let shouldDisplay: Bool
  }

  struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let defaultSubcommand: String?
    let subcommands: [Command]?
    let arguments: [Argument]?
  }

  let command: Command
}

extension CommandLineGrammar.Command {
  fileprivate init(_ described: Description.Command) {
    let arguments = described.arguments ?? []
    (name, abstract) = (described.commandName, described.abstract ?? "")
    options = arguments.filter { $0.kind != "positional" }.map { argument in
      CommandLineGrammar.Option(
        names: (argument.names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name },
        value: argument.kind == "option" ? argument.valueName ?? "value" : nil, abstract: argument.abstract ?? "",
        isRequired: !argument.isOptional)
    }
    let positional = arguments.filter { $0.kind == "positional" }
    positionals = positional.map { argument in
      let name = "<\(argument.valueName ?? "argument")>" + (argument.isRepeating ? " ..." : "")
      return argument.isOptional ? "[\(name)]" : name
    }
    isRepeating = positional.last?.isRepeating ?? false
  }
}
