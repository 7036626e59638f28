public import Foundation

/// Files with one JSON value on each line.
public enum JSONLines {
  /// Decodes every line that is not empty.
  /// - Throws: Errors of the file system and of the JSON parser.
  public static func decode<T: Decodable>(_ type: T.Type, _ url: URL) throws -> [T] {
    let decoder = JSONDecoder()
    return try Data(contentsOf: url).split(separator: 0x0A).map { try decoder.decode(type, from: $0) }
  }
}
