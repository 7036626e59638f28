import ArgumentParser
import Foundation
import Presentation
import Store
import Support

/// The program `globenc-query`, which reads a store that `globenc-index` wrote.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "globenc-query",
    abstract: "Ask which tokens carried an example or a label.",
    discussion: """
      Examples:
        globenc-query info reviews.db
        globenc-query top reviews.db --label negative
        globenc-query examples reviews.db --misclassified --sort confidence
        globenc-query show reviews.db 42
        globenc-query verify reviews.db
        globenc-query help top
        globenc-query reviews.db           the same as globenc-query info reviews.db

      Reads the store that globenc-index wrote, and never changes it. Results go to standard output, everything else to standard error.

      Exit status: 0 done; 1 nothing matched, an unknown name, or a damaged record; 2 the store could not be read or the output not be \
      written; 64 wrong usage.
      """,
    version: "globenc-query \(ToolVersion.current), schema \(ToolVersion.schema)",
    subcommands: [
      InfoCommand.self, TopCommand.self, ExamplesCommand.self, LabelsCommand.self, TokensCommand.self, CuesCommand.self,
      CompareCommand.self, EvaluationCommand.self, ShowCommand.self, MatrixCommand.self, ExportCommand.self, ReportCommand.self,
      VerifyCommand.self,
    ])

  static func main() {
    // With its default action, SIGPIPE ends the process without a message when the reader of its output stops reading (`| head`), even
    // where the parent process ignores the signal.
    signal(SIGPIPE, SIG_DFL)
    do {
      var command = CommandLineTool(Self.self, hints: .query).parse(arguments(CommandLine.arguments.dropFirst()))
      try command.run()
    } catch let failure as any Failure {
      StandardError.write(failure.description)
      Foundation.exit(QueryExitStatus.status(of: failure))
    } catch {
      exit(withError: error)
    }
  }

  /// The arguments, with `info` inserted before a store that is given without a subcommand.
  static func arguments(_ arguments: some Collection<String>) -> [String] {
    let arguments = Array(arguments)
    let names = configuration.subcommands.map { $0.configuration.commandName ?? "" } + ["help"]
    guard let first = arguments.first, !first.hasPrefix("-"), !names.contains(first), arguments.allSatisfy({ !names.contains($0) }),
      first.contains("/") || first.contains(".") || FileManager.default.fileExists(atPath: first)
    else { return arguments }
    return ["info"] + arguments
  }
}
