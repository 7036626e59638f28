/// Converts texts into the ids that a model reads. A tokenizer is immutable, and any number of threads may use it.
public protocol Tokenizer: Sendable {
  /// The pieces of the vocabulary by id, with added tokens; "" for an id without a token. `[V]`, or more with added tokens.
  var pieces: [String] { get }
  /// Maximum length of the model's inputs in tokens; nil where it is missing or absurdly large.
  var modelMaxLength: Int? { get }
  /// The largest token type of single texts.
  var largestType: UInt8 { get }
  /// The largest token type of pairs; nil where the template of pairs is not supported.
  var largestPairType: UInt8? { get }
  /// The id of the mask token, "[MASK]", with which a model is asked what it would say without a token; nil where there is none.
  var maskID: Int32? { get }
  /// Whether a text that is too long loses its first tokens instead of its last ones.
  var truncatesLeft: Bool { get }

  /// Hexadecimal hash of the vocabulary and of all settings that affect the tokens of single texts, or of pairs.
  func fingerprint(forPairs isPair: Bool) -> String

  /// How the piece of an id spells words.
  /// - Precondition: `id` is an index of `pieces`.
  func spelling(ofPiece id: Int) -> PieceSpelling

  /// Number of tokens that the template adds to a text, or to a pair.
  /// - Precondition: For pairs, `largestPairType` is not nil.
  func specialCount(isPair: Bool) -> Int

  /// Encodes a text, or a pair of texts, with the template's tokens, and truncates it to `maxLength` tokens, the longer text of a pair
  /// first.
  /// - Parameters:
  ///   - text: Any text; an empty one has no tokens of its own.
  ///   - pair: The second text; an empty one counts as none.
  ///   - maxLength: Largest number of tokens, the template's included.
  /// - Returns: The ids, types, segments and offsets of all tokens, and whether the text was truncated.
  /// - Precondition: `maxLength` leaves room for the template. With a pair, `largestPairType` is not nil.
  func encode(_ text: String, pair: String?, maxLength: Int) -> Encoding

  /// The token types for the segments of an encoding.
  /// - Returns: The types `[T]`; nil where no text of this tokenizer has such segments.
  func tokenTypes(ofSegments segments: [UInt8]) -> [UInt8]?
}
