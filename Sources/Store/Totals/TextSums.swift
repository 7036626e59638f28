import Support

/// The sums that one text adds to the totals: each of its tokens and words once.
///
/// Workers compute them, so that the single writer has fewer numbers to add up.
struct TextSums: Sendable {
  /// A token of the text.
  struct Piece: Sendable {
    /// The raw value of `TotalsAccumulator.PieceKey`.
    let key: UInt32
    /// The piece of the vocabulary; nil where the store has it already.
    let piece: VocabularyPiece?
    var count: Int
    /// Sum of its scores, in units of 2^-32.
    var total: Int64
  }

  /// A word of the text.
  struct Word: Sendable {
    let name: ExactString
    var count: Int
    /// Sum of its scores, in units of 2^-32.
    var total: Int64
  }

  /// Number of tokens of the text.
  let tokens: Int
  /// Sorted by key.
  let pieces: [Piece]
  /// Sorted by name.
  let words: [Word]

  /// The sums of a text whose tokens have no scores.
  init(tokens: Int) {
    (self.tokens, pieces, words) = (tokens, [], [])
  }

  /// Adds up tokens and words in any order; each occurrence has the count 1.
  init(pieces: [Piece], words: [Word]) {
    tokens = pieces.count
    self.pieces = Self.merged(pieces, by: { $0.key < $1.key }) { one, other in
      guard one.key == other.key else { return false }
      one.count += other.count
      one.total &+= other.total
      return true
    }
    self.words = Self.merged(words, by: { $0.name < $1.name }) { one, other in
      guard one.name == other.name else { return false }
      one.count += other.count
      one.total &+= other.total
      return true
    }
  }

  /// Sorts elements; `merge` adds an element to the one before it if both have the same key.
  private static func merged<Element>(
    _ elements: [Element], by precedes: (Element, Element) -> Bool, _ merge: (inout Element, Element) -> Bool
  ) -> [Element] {
    var merged: [Element] = []
    merged.reserveCapacity(elements.count)
    for element in elements.sorted(by: precedes) {
      if !merged.isEmpty, merge(&merged[merged.count - 1], element) { continue }
      merged.append(element)
    }
    return merged
  }
}

extension TextSums {
  /// The sums of one text, from tokens and words as the model gave them.
  /// - Parameters:
  ///   - tokens: The tokens; their own scores are not used.
  ///   - scores: The scores, finite and below 2^31. `[T]`
  ///   - words: Words of these tokens.
  init(of tokens: [ExampleToken], scores: [Float], words: [Store.Word]) {
    let scores = scores.map { FixedPoint.integer($0) }
    self.init(
      pieces: zip(tokens, scores).map { token, score in
        Piece(
          key: TotalsAccumulator.PieceKey(id: token.id, isSpecial: token.isSpecial).rawValue, piece: token.vocabularyPiece, count: 1,
          total: score)
      },
      // Sums of rounded scores, so that the words and the pieces of a slice have the same sum.
      words: words.map { word in
        Word(name: ExactString(word.name), count: 1, total: word.tokens.reduce(0) { $0 &+ scores[$1] })
      })
  }
}

extension TextSums {
  /// The sums of one text, from an example in a scan; the store already has the names of its tokens.
  init(of columns: TokenColumns, words: [TokenColumnsReader.NamedWord]) {
    self.init(
      pieces: columns.ids.indices.map { position in
        let key = TotalsAccumulator.PieceKey(id: columns.ids[position], isSpecial: columns.isSpecial(position))
        return Piece(key: key.rawValue, piece: nil, count: 1, total: columns.scores[position])
      }, words: words.map { Word(name: $0.name, count: 1, total: columns.total(of: $0.tokens)) })
  }
}
