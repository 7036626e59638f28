public import ArgumentParser
import Foundation

/// A program's command line: what it takes, and what it says of what it does not take.
public struct CommandLineTool {
  private let root: any ParsableCommand.Type
  private let hints: CommandLineHints

  /// The command line of a program.
  public init(_ root: any ParsableCommand.Type, hints: CommandLineHints) {
    (self.root, self.hints) = (root, hints)
  }

  /// The command that the arguments ask for. Where they ask for help or for the version, it is printed and the process ends; where they are
  /// wrong, one sentence and the usage go to standard error and the process ends with status 64.
  public func parse(_ arguments: [String]) -> any ParsableCommand {
    if let help = shortHelp(arguments) {
      FileHandle.standardOutput.write(Data(help.utf8))
      exit(0)
    }
    do {
      return try root.parseAsRoot(arguments)
    } catch {
      guard let complaint = complaint(about: arguments, error) else { root.exit(withError: error) }
      FileHandle.standardError.write(Data(complaint.utf8))
      exit(ExitCode.validationFailure.rawValue)
    }
  }

  /// What `-h` prints; nil where the arguments have none.
  func shortHelp(_ arguments: [String]) -> String? {
    guard arguments.prefix(while: { $0 != "--" }).contains("-h") else { return nil }
    let grammar = CommandLineGrammar(root)
    let help = ShortHelp(grammar: grammar, hints: hints)
    return CommandLineScan(grammar: grammar, hints: hints).command(in: arguments).map(help.text(of:)) ?? help.text
  }

  /// What to say of arguments that the parser refused; nil for what is no fault of theirs, such as a wish for help.
  func complaint(about arguments: [String], _ error: any Error) -> String? {
    guard root.exitCode(for: error) == .validationFailure else { return nil }
    let grammar = CommandLineGrammar(root)
    let scan = CommandLineScan(grammar: grammar, hints: hints)
    let problem = scan.problem(in: arguments)
    let command = problem.map { $0.command.flatMap(grammar.command) } ?? scan.command(in: arguments)
    let usage = command.map { hints.usage(of: $0, in: grammar) } ?? "\(grammar.name) <subcommand> <store> [<options>]"
    let help = command.map { "\(grammar.name) \($0.name) --help" } ?? "\(grammar.name) --help"
    return """
      Error: \(Self.harmless(problem?.message ?? root.message(for: error)))
      Usage: \(usage)
        See '\(help)' for more information.

      """
  }

  /// Arguments may hold anything; a terminal obeys some of it.
  private static func harmless(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar.isTerminalCommand && scalar != "\n" ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }
}
