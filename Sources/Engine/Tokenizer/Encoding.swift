/// One tokenized text, or pair of texts, ready for the encoder. All arrays have `T` entries.
public struct Encoding: Sendable, Equatable {
  /// Vocabulary ids, including the special tokens that the template adds. `[T]`
  public let inputIDs: [Int32]
  /// Token types for the model: usually the segments; zeros where the tokenizer produces no token types. `[T]`
  public let tokenTypeIDs: [UInt8]
  /// 0 for the text with its [CLS] and [SEP], 1 for the pair with its [SEP]. `[T]`
  public let segments: [UInt8]
  /// The token's range of Unicode scalars in the original text (segment 0) or pair (segment 1); nil for special tokens of the template.
  /// `[T]`
  public let offsets: [Range<Int>?]
  /// Whether the text was truncated to the maximum length.
  public let isTruncated: Bool

  /// The number of tokens, `T`.
  public var count: Int { inputIDs.count }

  /// Creates an encoding. Where `segments` is nil, the token types are the segments.
  /// - Precondition: the arrays have the same number of entries.
  public init(inputIDs: [Int32], tokenTypeIDs: [UInt8], segments: [UInt8]? = nil, offsets: [Range<Int>?], isTruncated: Bool) {
    let segments = segments ?? tokenTypeIDs
    precondition(
      inputIDs.count == tokenTypeIDs.count && inputIDs.count == segments.count && inputIDs.count == offsets.count,
      "arrays of different lengths")
    self.inputIDs = inputIDs
    self.tokenTypeIDs = tokenTypeIDs
    self.segments = segments
    self.offsets = offsets
    self.isTruncated = isTruncated
  }
}
