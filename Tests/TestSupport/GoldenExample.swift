public import Foundation

/// One line of a golden file: a text and its encoding by the reference. Its tensors are in the ``GoldenTensors`` of the same name, under
/// `ID/`.
public struct GoldenExample: Sendable, Decodable {
  /// The name of the example.
  public var id: String
  /// The text.
  public var text: String
  /// The second text of a pair.
  public var pair: String?
  /// Maximum length in tokens; the longest text is truncated first.
  public var maxLength: Int
  /// The pieces, including tokens of the template. `[T]`
  public var tokens: [String]
  /// The name of the predicted class.
  public var predicted: String

  private enum CodingKeys: String, CodingKey {
    case id, text, pair, tokens, predicted
    case maxLength = "max_length"
  }

  /// All lines of a file.
  /// - Throws: Errors of the file system and of the JSON parser.
  public static func all(_ url: URL) throws -> [GoldenExample] {
    try JSONLines.decode(GoldenExample.self, url)
  }
}
