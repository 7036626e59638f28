/// Takes white space at either end of a piece off its offsets, as the post-processors of RoBERTa and ByteLevel with `trim_offsets` do.
struct OffsetTrimming: Sendable {
  /// Creates the trimming.
  /// - Parameters:
  ///   - pieces: The pieces of the vocabulary by id, in the printable alphabet of bytes.
  ///   - addsPrefixSpace: `add_prefix_space`
  init(pieces: [String], addsPrefixSpace: Bool) {}

  /// The offsets of a piece of the model, without its spaces.
  func trimmed(_ offsets: Range<Int>, ofPiece id: Int32) -> Range<Int> { offsets }

  /// The offsets of an added token that was found as this text, in which white space around it may be.
  func trimmed(_ offsets: Range<Int>, ofText text: ArraySlice<UInt8>) -> Range<Int> { offsets }
}
