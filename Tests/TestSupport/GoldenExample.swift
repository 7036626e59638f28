public import Foundation

/// One line of a golden file: a text and what the reference made of it. Its tensors are in the ``GoldenTensors`` of the same name, under `ID/`.
public struct GoldenExample: Sendable, Decodable {
  /// The name of the example.
  public var id: String
  /// The text.
  public var text: String
  /// The second text of a pair.
  public var pair: String?
  /// Tokens to truncate to, longest first.
  public var maxLength: Int
  /// The pieces, with those that the template adds. `[T]`
  public var tokens: [String]
  /// The name of the predicted class.
  public var predicted: String

  private enum CodingKeys: String, CodingKey {
    case id, text, pair, tokens, predicted
    case maxLength = "max_length"
  }

  /// All lines of a file.
  /// - Throws: what the file system or the JSON parser says.
  public static func all(_ url: URL) throws -> [GoldenExample] {
    try JSONLines.decode(GoldenExample.self, url)
  }
}
