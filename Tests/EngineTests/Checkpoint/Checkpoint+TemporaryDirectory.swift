import Foundation
import TestSupport

@testable import Engine

extension TemporaryDirectory {
  /// Opens the directory with one more file in it.
  func checkpoint(_ name: String, _ contents: Data) throws -> Checkpoint {
    _ = try write(contents, to: name)
    return try Checkpoint(directory: url)
  }

  /// The sentence with which the directory is refused once it has that file, or nil.
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
