import Foundation

/// Reads the JSON files of a model directory.
enum JSONFile {
  /// Parses the text of a file that is an object.
  /// - Parameters:
  ///   - bytes: its text.
  ///   - path: what errors call it.
  ///   - otherwise: what an error says where the text is no object: what it is then, or what to do.
  /// - Returns: the object.
  /// - Throws: ``EngineError`` with line, column and reason where the text is not JSON.
  static func object(_ bytes: [UInt8], path: String, otherwise: String) throws -> JSONValue {
    do {
      let value = try JSONValue(parsing: bytes)
      guard value.members != nil else { throw EngineError("\(path) is not a JSON object: \(otherwise)") }
      return value
    } catch let error as JSONSyntaxError {
      throw EngineError(
        "\(path) is not valid JSON: line \(error.line), column \(error.column): \(error.reason); correct or restore the file")
    }
  }

  /// A small file beside the model's, of which something is wanted only if it is there and sound.
  static func ifPresent(_ url: URL) -> JSONValue? {
    guard let file = try? MappedFile(url, missing: ""), file.count <= 1 << 20 else { return nil }
    return try? JSONValue(parsing: file.bytes(0..<file.count))
  }
}
