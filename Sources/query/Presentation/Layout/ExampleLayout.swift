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
  /// a scalar left is no unit. A token of white space that has no scalar of its own belongs to the unit behind it, or to the last one.
  init(_ example: Example, words: Bool) {
    let texts = [example.text] + (example.pair.map { [$0] } ?? [])
    let scalars = texts.map { Array($0.unicodeScalars) }
    var units: [MarkedUnit] = []
    // The first of the tokens without a scalar that wait for a unit.
    var waiting: Int?
    func place(waitingFor end: Int) {
      guard let first = waiting else { return }
      let segment = Int(example.tokens[first].segment)
      if let last = units.lastIndex(where: { $0.tokens.upperBound == first && $0.segment == segment && $0.offsets != nil }) {
        units[last].tokens = units[last].tokens.lowerBound..<end
      } else {
        units.append(MarkedUnit(name: PieceTexts.mark, spelling: "", tokens: first..<end, segment: segment, offsets: nil))
      }
      waiting = nil
    }
    for (tokens, token, offsets) in Self.groups(of: example, words: words) {
      let first = example.tokens[tokens.lowerBound]
      let segment = Int(first.segment)
      if let before = waiting, offsets == nil || example.tokens[before].segment != first.segment { place(waitingFor: tokens.lowerBound) }
      guard let offsets else {
        units.append(
          MarkedUnit(
            name: token.name, spelling: token.spelling, tokens: tokens, segment: segment, offsets: nil, isSpecial: first.isSpecial))
        continue
      }
      guard segment < scalars.count else { continue }
      let text = scalars[segment]
      let last = units.lastIndex { $0.segment == segment && $0.offsets != nil }
      let end = last.flatMap { units[$0].offsets?.upperBound } ?? 0
      let range = Self.visible(offsets.clamped(to: text.indices), behind: end, in: text)
      if let last, let before = units[last].offsets, range.lowerBound < before.upperBound {
        let union = before.lowerBound..<max(before.upperBound, range.upperBound)
        let stretch = SegmentText.text(of: text, in: union)
        let all = units[last].tokens.lowerBound..<tokens.upperBound
        units.replaceSubrange(
          last..., with: [MarkedUnit(name: stretch, spelling: stretch, tokens: all, segment: segment, offsets: union)])
        waiting = nil
      } else if !range.isEmpty {
        let all = (waiting ?? tokens.lowerBound)..<tokens.upperBound
        units.append(MarkedUnit(name: token.name, spelling: token.spelling, tokens: all, segment: segment, offsets: range))
        waiting = nil
      } else if offsets.isEmpty {
        waiting = waiting ?? tokens.lowerBound
      }
    }
    place(waitingFor: example.tokens.count)
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

  /// The scalars of a token that are marked: without the white space at its ends, unless it has nothing else. An empty range stands for white
  /// space that the tokenizer took off, which is marked where no token has it.
  private static func visible(_ range: Range<Int>, behind end: Int, in text: [Unicode.Scalar]) -> Range<Int> {
    func isBlank(_ place: Int) -> Bool { text[place].properties.isWhitespace }
    if range.isEmpty { return end < range.lowerBound && (end..<range.lowerBound).allSatisfy(isBlank) ? end..<range.lowerBound : range }
    guard let first = range.first(where: { !isBlank($0) }), let last = range.last(where: { !isBlank($0) }) else { return range }
    return first..<last + 1
  }

  /// The scalars of a token in its text, without the white space at its ends; the range itself where it has nothing else or lies beyond.
  static func visible(_ offsets: Range<Int>, in text: String) -> Range<Int> {
    let scalars = Array(text.unicodeScalars)
    return offsets.isEmpty || offsets.upperBound > scalars.count ? offsets : visible(offsets, behind: offsets.lowerBound, in: scalars)
  }

  /// The groups of tokens that become units, in order, with their names and offsets.
  private static func groups(of example: Example, words: Bool) -> [(
    tokens: Range<Int>, token: (name: String, spelling: String), offsets: Range<Int>?
  )] {
    let tokens = example.tokens
    let texts = PieceTexts(tokens.map(\.vocabularyPiece))
    func piece(_ position: Int) -> (Range<Int>, (String, String), Range<Int>?) {
      let token = TokenSpelling(tokens[position].vocabularyPiece)
      return (position..<position + 1, (texts.text(of: token.name), token.spelling), tokens[position].offsets)
    }
    guard words else { return tokens.indices.map(piece) }
    let words = example.words
    // The template's tokens, and white space where there is no word.
    let others = Set(tokens.indices).subtracting(words.flatMap(\.tokens)).map(piece)
    return (words.map { ($0.tokens, ($0.surface, $0.surface), $0.range) } + others).sorted { $0.0.lowerBound < $1.0.lowerBound }
  }
}
