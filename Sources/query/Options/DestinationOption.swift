import ArgumentParser
import Presentation

/// The destination of a command that can write files.
struct DestinationOption: ParsableArguments {
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "Write to this file, which appears only once it is whole; - is standard output. (default: -)", valueName: "file"),
    completion: .file())
  var output: String?

  /// Opens the destination.
  /// - Throws: `QueryFailure` where the file cannot be written.
  func open(store: StoreArgument) throws -> OutputFile { try OutputFile(path: output, stores: store.urls()) }
}
