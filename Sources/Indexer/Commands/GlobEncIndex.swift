import ArgumentParser
import Engine
import Store
import Support

/// The program `globenc-index`.
struct GlobEncIndex: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "globenc-index",
    abstract: "Compute GlobEnc token attributions of a corpus and write them to one SQLite file.",
    usage: """
      globenc-index [index] <corpus> --model <dir> --store <file> [<options>]
      globenc-index [index] <corpus> --model <dir> --dry-run [<options>]
      globenc-index explain <text> --model <dir> [<options>]
      globenc-index evaluate <store> --model <dir> [<options>]
      globenc-index ablate <store> --model <dir> --word <word> [<options>]
      globenc-index verify <store> [--model <dir>] [<options>]
      globenc-index repair <store>
      globenc-index merge <store> ... -o <store> [<options>]
      globenc-index remove <store> --examples <file> [--dry-run]
      globenc-index import-scores <store> <scores> --name <name> [<options>]
      globenc-index serve [<store> ...] [--model <dir>] [<options>]
      globenc-index models [<options>]
      """,
    discussion: """
      Examples:
        globenc-index reviews.jsonl --model my-bert --store reviews.globenc
        globenc-index index --help    every option, and what they mean
      """,
    version: """
      globenc-index \(ToolVersion.current), schema \(ToolVersion.schema), \(AttributionModel.backends), \(AttributionModel.instructionSet)
      """,
    subcommands: [
      IndexCommand.self, ExplainCommand.self, EvaluateCommand.self, AblateCommand.self, ImportScoresCommand.self, VerifyCommand.self,
      RepairCommand.self, MergeCommand.self, RemoveCommand.self, ServeCommand.self, ModelsCommand.self,
    ],
    defaultSubcommand: IndexCommand.self)

  static func main() {
    var command = CommandLineTool(Self.self, hints: .index).parse(Array(CommandLine.arguments.dropFirst()))
    do {
      try command.run()
    } catch {
      exit(withError: error)
    }
  }
}
