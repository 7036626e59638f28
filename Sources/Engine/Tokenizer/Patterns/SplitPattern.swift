/// What a text is split by: characters of a kind, or the matches of an expression.
protocol SplitPattern: Sendable {
  /// Appends the matches in `bytes[range]`, valid UTF-8, from left to right and without overlap. A match may be empty.
  func appendMatches(in bytes: [UInt8], _ range: Range<Int>, to matches: inout [Range<Int>])
}
