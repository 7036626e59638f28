import Foundation
import TestSupport

/// A copy of the sample model's directory, in which a file was tampered with.
struct HostileModel {
  let directory: TemporaryDirectory
  /// The store of a run.
  var store: URL { directory.url.appendingPathComponent("out.globenc") }
  /// The model's directory.
  var url: URL { directory.url.appendingPathComponent("model") }

  /// Copies the sample model, without the files that are to be replaced.
  init(without replaced: String...) throws {
    directory = try TemporaryDirectory()
    try FileManager.default.copyItem(at: URL(fileURLWithPath: IndexTool.model), to: url)
    for name in replaced { try FileManager.default.removeItem(at: url.appendingPathComponent(name)) }
    _ = try directory.write("a good film\n", to: "c.txt")
  }

  /// Leaves only vocab.txt, and files of older versions of transformers, to describe the tokenizer.
  func makeLegacy() throws {
    try FileManager.default.removeItem(at: url.appendingPathComponent("tokenizer.json"))
    try write(Data("{}".utf8), to: "tokenizer_config.json")
  }

  /// Writes a file of the model.
  func write(_ contents: Data, to name: String) throws {
    _ = try directory.write(contents, to: "model/" + name)
  }

  /// Replaces a text in a file of the model.
  func replace(_ text: String, with other: String, in name: String) throws {
    let file = url.appendingPathComponent(name)
    let contents = try String(contentsOf: file, encoding: .utf8)
    try Data(contents.replacingOccurrences(of: text, with: other).utf8).write(to: file)
  }

  /// Runs the program with the model on one text.
  func run(_ options: [String] = []) throws -> MeasuredRun {
    try MeasuredRun.run(
      [
        directory.url.appendingPathComponent("c.txt").path, "--model", url.path, "--store", store.path, "--workers", "1",
      ] + options)
  }
}
