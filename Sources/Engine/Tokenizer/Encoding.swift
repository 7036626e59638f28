/// One tokenized text, or pair of texts, ready for the encoder. All arrays have `T` entries.
public struct Encoding: Sendable, Equatable {
  /// Vocabulary ids, including the special tokens that the template adds. `[T]`
  public let inputIDs: [Int32]
  /// Token types for the model: usually the segments; zeros where the tokenizer produces no token types. `[T]`
  public let tokenTypeIDs: [UInt8]
  /// 1 for the pair and the template's tokens behind it, 0 for the text and the template's other tokens. `[T]`
  public let segments: [UInt8]
  /// The token's range of Unicode scalars in the original text (segment 0) or pair (segment 1); nil for special tokens of the template, and
  /// where the offsets are not known. A token of white space alone may have an empty range. `[T]`
  public let offsets: [Range<Int>?]
  /// Whether the template added the token. `[T]`
  public let isSpecial: [Bool]
  /// Whether the text was truncated to the maximum length.
  public let isTruncated: Bool

  /// The number of tokens, `T`.
  public var count: Int { inputIDs.count }

  /// Creates an encoding. Where `segments` is nil, the token types are the segments; where `isSpecial` is nil, the tokens without offsets are
  /// the template's.
  /// - Precondition: the arrays have the same number of entries.
  public init(
    inputIDs: [Int32], tokenTypeIDs: [UInt8], segments: [UInt8]? = nil, offsets: [Range<Int>?], isSpecial: [Bool]? = nil, isTruncated: Bool
  ) {
    let segments = segments ?? tokenTypeIDs
    let isSpecial = isSpecial ?? offsets.map { $0 == nil }
    let counts = [tokenTypeIDs.count, segments.count, offsets.count, isSpecial.count]
    precondition(counts.allSatisfy { $0 == inputIDs.count }, "arrays of different lengths")
    self.inputIDs = inputIDs
    self.tokenTypeIDs = tokenTypeIDs
    self.segments = segments
    self.offsets = offsets
    self.isSpecial = isSpecial
    self.isTruncated = isTruncated
  }

  /// The encoding of these positions, in this order.
  func selecting(_ positions: [Int], isTruncated: Bool) -> Encoding {
    Encoding(
      inputIDs: positions.map { inputIDs[$0] }, tokenTypeIDs: positions.map { tokenTypeIDs[$0] }, segments: positions.map { segments[$0] },
      offsets: positions.map { offsets[$0] }, isSpecial: positions.map { isSpecial[$0] }, isTruncated: isTruncated)
  }
}
