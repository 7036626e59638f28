/// Turns texts into the ids that a model reads. A tokenizer is immutable, and any number of threads can use it.
public protocol Tokenizer: Sendable {
  /// The vocabulary by id, with added tokens; "" where an id has no token. `[V]`, or more where tokens were added.
  var pieces: [String] { get }
  /// Maximum length of the model's inputs in tokens; nil where it is missing or absurdly large.
  var modelMaxLength: Int? { get }
  /// The largest token type of single texts.
  var largestType: UInt8 { get }
  /// The largest token type of pairs; nil where the template of pairs is not supported.
  var largestPairType: UInt8? { get }
  /// Whether the first tokens of a text that is too long are cut off, rather than the last ones.
  var truncatesLeft: Bool { get }

  /// Hexadecimal hash of the vocabulary and of all properties that decide how single texts, or pairs, are split.
  func fingerprint(forPairs isPair: Bool) -> String

  /// The tokens that the template adds to a text, or to a pair.
  /// - Precondition: of pairs, there is a `largestPairType`.
  func specialCount(isPair: Bool) -> Int

  /// Encodes a text, or a pair of texts, with the template's tokens; what is longer than `maxLength` tokens is cut, the longer text first.
  /// - Parameters:
  ///   - text: any text; an empty one has no tokens of its own.
  ///   - pair: the second text; an empty one is none.
  ///   - maxLength: the most tokens there may be, those of the template among them.
  /// - Returns: ids, types, segments and offsets of all tokens, and whether any were cut off.
  /// - Precondition: `maxLength` leaves room for the template; with a pair there is a `largestPairType`.
  func encode(_ text: String, pair: String?, maxLength: Int) -> Encoding

  /// The token types that go with the segments of an encoding.
  /// - Returns: the types `[T]`; nil where no text of this tokenizer has such segments.
  func tokenTypes(ofSegments segments: [UInt8]) -> [UInt8]?
}
