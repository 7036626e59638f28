import Foundation
import Support

/// Reads the JSON files of a model directory.
enum JSONFile {
  /// Parses a file whose text is a JSON object.
  /// - Parameters:
  ///   - bytes: The text.
  ///   - path: The file's name in errors.
  ///   - otherwise: The end of the error's sentence where the text is JSON but no object.
  /// - Returns: The object.
  /// - Throws: ``EngineError`` with line, column and reason where the text is not JSON.
  static func object(_ bytes: [UInt8], path: String, otherwise: String) throws -> JSONValue {
    do {
      let value = try JSONValue(parsing: bytes)
      guard value.members != nil else { throw EngineError("\(path) is not a JSON object: \(otherwise)", kind: .damaged) }
      return value
    } catch let error as JSONSyntaxError {
      throw EngineError(
        "\(path) is not valid JSON: line \(error.line), column \(error.column): \(error.reason); correct or restore the file",
        kind: .damaged)
    }
  }

  /// The object in an optional small file of the model directory; nil where the file is missing or not valid.
  static func ifPresent(_ url: URL) -> JSONValue? {
    guard let file = try? MappedFile(url, missing: ""), file.count <= 1 << 20 else { return nil }
    return try? JSONValue(parsing: file.bytes(0..<file.count))
  }
}
