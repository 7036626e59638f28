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
  func open(store: StoreArgument) throws -> OutputFile {
    guard let scope = QueryScope.current else { return try OutputFile(path: output, stores: store.urls()) }
    if output != nil { try QueryScope.refuseFile(of: "--output") }
    return OutputFile(scope.answer)
  }
}
