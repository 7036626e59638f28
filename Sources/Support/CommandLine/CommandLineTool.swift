public import ArgumentParser
import Foundation

/// The command line of a program: parsing, help, and messages about mistakes.
public struct CommandLineTool {
  private let root: any ParsableCommand.Type
  private let hints: CommandLineHints

  /// Creates the command line of a program.
  public init(_ root: any ParsableCommand.Type, hints: CommandLineHints) {
    (self.root, self.hints) = (root, hints)
  }

  /// The command that the arguments ask for. Where they ask for help or the version, this prints it and ends the process; where they are
  /// wrong, this writes one sentence and the usage to standard error and ends the process with status 64.
  public func parse(_ arguments: [String]) -> any ParsableCommand {
    if let help = shortHelp(arguments) {
      FileHandle.standardOutput.write(Data(help.utf8))
      exit(0)
    }
    // The parser answers a request for help on an unknown subcommand with general help.
    if arguments.first == "help", let complaint = complaint(about: arguments) { Self.end(complaint) }
    if let command = command(in: arguments) { return command }
    do {
      return try root.parseAsRoot(arguments)
    } catch {
      guard let complaint = complaint(about: arguments, error) else { root.exit(withError: error) }
      Self.end(complaint)
    }
  }

  /// The command of a subcommand's name with right arguments, parsed without the tree of all commands, which takes a tenth of a query's time;
  /// nil in all other cases, such as a request for help, about which the tree knows more.
  func command(in arguments: [String]) -> (any ParsableCommand)? {
    guard let name = arguments.first,
      let subcommand = root.configuration.subcommands.first(where: { $0.configuration.commandName == name }),
      let command = try? subcommand.parseAsRoot(Array(arguments.dropFirst())), type(of: command) == subcommand
    else { return nil }
    return command
  }

  /// One sentence about the first wrong name of a subcommand or an option; nil where all names are right.
  public func problem(in arguments: [String]) -> String? {
    CommandLineScan(grammar: CommandLineGrammar(root), hints: hints).problem(in: arguments)?.message
  }

  private static func end(_ complaint: String) -> Never {
    FileHandle.standardError.write(Data(complaint.utf8))
    exit(ExitCode.validationFailure.rawValue)
  }

  /// The text that `-h` prints; nil where the arguments do not ask for it.
  func shortHelp(_ arguments: [String]) -> String? {
    guard arguments.prefix(while: { $0 != "--" }).contains("-h") else { return nil }
    let grammar = CommandLineGrammar(root)
    let help = ShortHelp(grammar: grammar, hints: hints)
    return CommandLineScan(grammar: grammar, hints: hints).command(in: arguments).map(help.text(of:)) ?? help.text
  }

  /// The message about arguments that the parser refused; nil where the parser's error is no mistake, such as a request for help.
  func complaint(about arguments: [String], _ error: any Error) -> String? {
    guard root.exitCode(for: error) == .validationFailure else { return nil }
    return complaint(about: arguments, otherwise: message(for: error, in: arguments))
  }

  /// The message about arguments with a wrong name. Where all names are right it says `message`, and is nil without one.
  private func complaint(about arguments: [String], otherwise message: String? = nil) -> String? {
    let grammar = CommandLineGrammar(root)
    let scan = CommandLineScan(grammar: grammar, hints: hints)
    let problem = scan.problem(in: arguments)
    if let place = problem?.valueless, let complaint = complaint(aboutValueBehind: place, in: arguments) { return complaint }
    guard let sentence = problem?.message ?? message else { return nil }
    let command = problem.map { $0.command.flatMap(grammar.command) } ?? scan.command(in: arguments)
    let usage = command.map { hints.usage(of: $0, in: grammar) } ?? "\(grammar.name) <subcommand> <store> [<options>]"
    let help = command.map { "\(grammar.name) \($0.name) --help" } ?? "\(grammar.name) --help"
    return """
      Error: \(Self.harmless(sentence))
      Usage: \(usage)
        See '\(help)' for more information.

      """
  }

  /// The parser's sentence; where that only says that a value is wrong, the option's description is added.
  private func message(for error: any Error, in arguments: [String]) -> String {
    let message = root.message(for: error)
    guard message.hasPrefix("The value "), message.hasSuffix(">'"), let synopsis = message.split(separator: "'").last else {
      return message
    }
    let command = CommandLineScan(grammar: CommandLineGrammar(root), hints: hints).command(in: arguments)
    guard let option = command?.options.first(where: { $0.synopsis == synopsis }), let first = option.abstract.first else { return message }
    let sentence = ShortHelp.firstSentence(of: first.lowercased() + option.abstract.dropFirst())
    return message + " (\(sentence))"
  }

  /// The message about a negative number that the option before it does not accept, even behind an equals sign; nil where the option
  /// accepts it there.
  private func complaint(aboutValueBehind place: Int, in arguments: [String]) -> String? {
    let name = arguments[place]
    var joined = arguments
    joined[place] += "=" + joined.remove(at: place + 1)
    do {
      _ = try root.parseAsRoot(joined)
      return nil
    } catch {
      return root.message(for: error).contains(name) ? complaint(about: joined, error) : nil
    }
  }

  /// The text without scalars that a terminal obeys: arguments may hold anything.
  private static func harmless(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar.isTerminalCommand && scalar != "\n" ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }
}
