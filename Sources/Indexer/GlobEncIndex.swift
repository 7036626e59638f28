import ArgumentParser
import Engine
import Store

/// `globenc-index`.
@main
struct GlobEncIndex: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "globenc-index",
    abstract: "Compute GlobEnc token attributions of a corpus and write them to one SQLite file.",
    usage: """
      globenc-index [index] <corpus> --model <dir> --store <file> [<options>]
      globenc-index [index] <corpus> --model <dir> --dry-run [<options>]
      """,
    discussion: """
      Example: globenc-index reviews.jsonl --model my-bert --store reviews.globenc
      Options: globenc-index index --help
      """,
    version: "globenc-index \(ToolVersion.current), \(AttributionModel.backend), \(AttributionModel.instructionSet)",
    subcommands: [IndexCommand.self],
    defaultSubcommand: IndexCommand.self)
}
