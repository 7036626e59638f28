import Store

/// An example divided into the units that are marked in its text: words or pieces.
struct ExampleLayout {
  /// The units in the order of the tokens, including tokens of the template.
  let units: [MarkedUnit]
  /// The text, and the pair if there is one.
  let segments: [SegmentText]

  /// Lays out an example; with `words`, units are whole words.
  ///
  /// Tokens that share scalars (one letter that became several pieces) are one unit. Offsets beyond the text are cut to it; a token without
  /// a scalar left is no unit.
  init(_ example: Example, words: Bool) {
    let texts = [example.text] + (example.pair.map { [$0] } ?? [])
    let scalars = texts.map { Array($0.unicodeScalars) }
    var units: [MarkedUnit] = []
    for (tokens, token, offsets) in Self.groups(of: example, words: words) {
      let segment = Int(example.tokens[tokens.lowerBound].segment)
      guard let offsets else {
        units.append(MarkedUnit(name: token.name, spelling: token.spelling, tokens: tokens, segment: segment, offsets: nil))
        continue
      }
      guard segment < scalars.count else { continue }
      let text = scalars[segment]
      let range = offsets.clamped(to: text.indices)
      if range.isEmpty { continue }
      if let last = units.last, last.segment == segment, let before = last.offsets, range.lowerBound < before.upperBound {
        let union = before.lowerBound..<max(before.upperBound, range.upperBound)
        let stretch = SegmentText.text(of: text, in: union)
        units[units.count - 1] = MarkedUnit(
          name: stretch, spelling: stretch, tokens: last.tokens.lowerBound..<tokens.upperBound, segment: segment, offsets: union)
      } else {
        units.append(MarkedUnit(name: token.name, spelling: token.spelling, tokens: tokens, segment: segment, offsets: range))
      }
    }
    self.units = units
    let read = ReadStretch.of(example)
    segments = scalars.enumerated().map { segment, text in
      SegmentText(
        text, units: units.enumerated().compactMap { index, unit in unit.segment == segment ? unit.offsets.map { (index, $0) } : nil },
        read: read[segment])
    }
  }

  /// The sum of the shares `[T]` over each unit's tokens, in the order of `units`.
  func sums(of shares: [Double]) -> [Double] {
    units.map { unit in shares[unit.tokens].reduce(0, +) }
  }

  /// The groups of tokens that become units, in order, with their names and offsets.
  private static func groups(of example: Example, words: Bool) -> [(tokens: Range<Int>, token: TokenSpelling, offsets: Range<Int>?)] {
    let tokens = example.tokens
    func piece(_ position: Int) -> (Range<Int>, TokenSpelling, Range<Int>?) {
      (position..<position + 1, TokenSpelling(tokens[position].vocabularyPiece), tokens[position].offsets)
    }
    guard words else { return tokens.indices.map(piece) }
    let specials = tokens.indices.filter { tokens[$0].isSpecial }.map(piece)
    let words = example.words.map { ($0.tokens, TokenSpelling(word: $0.surface), $0.range) }
    return (words + specials).sorted { $0.0.lowerBound < $1.0.lowerBound }
  }
}
