import Foundation
import TestSupport

@testable import Engine

extension TemporaryDirectory {
  /// Opens the directory after adding a file.
  func checkpoint(_ name: String, _ contents: Data) throws -> Checkpoint {
    _ = try write(contents, to: name)
    return try Checkpoint(directory: url)
  }

  /// The error with which the directory is refused after a file was added; nil where it is not refused.
  func refusal(_ name: String, _ contents: Data) throws -> String? {
    do {
      _ = try checkpoint(name, contents)
      return nil
    } catch let error as EngineError {
      return error.description
    }
  }
}

extension Fixtures {
  /// A file that torch wrote.
  static func checkpoint(_ file: String) throws -> Data {
    try Data(contentsOf: url.appendingPathComponent("checkpoint").appendingPathComponent(file))
  }
}
