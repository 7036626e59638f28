package import Store
import Support

/// The ranking of the tokens or words of one example.
package struct ExampleRanking {
  /// A token, or a word with all of its tokens.
  struct Entry: Equatable {
    /// Position of the token, or of the word's first token.
    let position: Int
    let segment: Int
    /// The word, or the piece as the vocabulary has it.
    let token: String
    /// The token as a person reads it.
    let text: String
    let score: Float
    /// Nil for a token of the template, and where the store keeps no texts.
    let offsets: Range<Int>?
  }

  let example: Example
  let scores: ScoreChoice
  /// Whether the tokens are pieces of the vocabulary.
  private let arePieces: Bool
  /// The highest score first, ties in the order of the text; the last signed ones speak against the class.
  let entries: [Entry]

  /// Ranks the tokens of an example.
  ///
  /// - Parameters:
  ///   - example: The example.
  ///   - scores: The scores of its tokens.
  ///   - words: Whether the pieces of a word are one entry.
  ///   - includeSpecial: Whether tokens of the template take part.
  ///   - limit: Upper bound of the entries, those of the largest scores, of either sign; nil means all.
  ///   - isListed: Whether a token takes part.
  package init(
    of example: Example, scores: ScoreChoice, words: Bool, includeSpecial: Bool, limit: Int?,
    isListed: (TokenSpelling) -> Bool = { _ in true }
  ) {
    (self.example, self.scores, arePieces) = (example, scores, !words)
    let tokens = example.tokens
    let texts = PieceTexts(tokens.map(\.vocabularyPiece))
    func piece(_ position: Int) -> (TokenSpelling, Range<Int>, Range<Int>?) {
      (TokenSpelling(tokens[position].vocabularyPiece), position..<position + 1, tokens[position].offsets)
    }
    let groups =
      words
      ? example.words.map { (TokenSpelling(word: $0.surface), $0.tokens, $0.range) } : tokens.indices.map(piece)
    let specials = words ? tokens.indices.filter { tokens[$0].isSpecial }.map(piece) : []
    let entries = (groups + specials).filter { isListed($0.0) }.map { token, range, offsets in
      Entry(
        position: range.lowerBound, segment: Int(tokens[range.lowerBound].segment), token: token.name,
        text: words ? token.name : texts.text(of: token.name), score: tokens[range].reduce(0) { $0 + $1.score }, offsets: offsets)
    }
    .filter { includeSpecial || !tokens[$0.position].isSpecial }
    .sorted { ($1.score, $0.position) < ($0.score, $1.position) }
    guard let limit else {
      self.entries = entries
      return
    }
    let largest = entries.sorted { ($1.score.magnitude, $0.position) < ($0.score.magnitude, $1.position) }.prefix(limit)
    let positions = Set(largest.map(\.position))
    self.entries = scores.isSigned ? entries.filter { positions.contains($0.position) } : Array(entries.prefix(limit))
  }

  /// The rows `position,segment,token,score,start,end`.
  package func listing(settings: StoreSettings, as format: ListingFormat) -> Listing {
    var members: [JSONOutput.Member] = [
      (key: "example", value: .cell(.text(example.id))), (key: "label", value: .cell(Cell(example.label))),
      (key: "predicted", value: .cell(Cell(example.predicted))), (key: "confidence", value: .cell(Cell(example.confidence))),
    ]
    if settings.problemType == .regression { members.append((key: "value", value: .cell(Cell(example.value)))) }
    members += scores.members.filter { $0.key != "class" }
    if let explanation = example.explanation {
      members += [
        (key: "class", value: .cell(Cell(explanation.className))), (key: "logit", value: .cell(Cell(explanation.logit))),
        (key: "bias", value: .cell(Cell(explanation.bias))),
      ]
    }
    return Listing(
      caption: ExampleHeading(example, scores).line + (arePieces ? PieceTexts.note : ""),
      members: members,
      rowsKey: "tokens",
      columns: ["position", "segment", "token", "score", "start", "end"],
      rows: entries.map { entry in
        [
          .integer(entry.position), .integer(entry.segment), .text(format.isForPeople ? entry.text : entry.token), .single(entry.score),
          Cell(entry.offsets?.lowerBound),
          Cell(entry.offsets?.upperBound),
        ]
      })
  }
}
