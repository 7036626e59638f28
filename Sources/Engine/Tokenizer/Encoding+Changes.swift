extension Encoding {
  /// The encoding with another token in place of some tokens, of the same types and segments.
  /// - Parameters:
  ///   - positions: The positions to change.
  ///   - id: The vocabulary id of the other token, such as the mask token's.
  /// - Returns: The changed encoding.
  /// - Precondition: The positions are of this encoding.
  public func replacing(_ positions: some Sequence<Int>, with id: Int32) -> Encoding {
    var ids = inputIDs
    for position in positions { ids[position] = id }
    return Encoding(
      inputIDs: ids, tokenTypeIDs: tokenTypeIDs, segments: segments, offsets: offsets, isSpecial: isSpecial, isTruncated: isTruncated)
  }

  /// The encoding without some tokens.
  public func removing(_ positions: some Sequence<Int>) -> Encoding {
    let removed = Set(positions)
    return selecting(inputIDs.indices.filter { !removed.contains($0) }, isTruncated: isTruncated)
  }
}
