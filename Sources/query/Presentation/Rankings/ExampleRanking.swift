package import Store
import Support

/// The ranking of the tokens or words of one example.
package struct ExampleRanking {
  /// A token, or a word with all of its tokens.
  struct Entry: Equatable {
    /// Position of the token, or of the word's first token.
    let position: Int
    let segment: Int
    let token: String
    let score: Float
    /// Nil for a token of the template, and where the store keeps no texts.
    let offsets: Range<Int>?
  }

  let example: Example
  /// The highest score first, ties in the order of the text.
  let entries: [Entry]

  /// Ranks the tokens of an example.
  ///
  /// - Parameters:
  ///   - example: The example.
  ///   - words: Whether the pieces of a word are one entry.
  ///   - includeSpecial: Whether tokens of the template take part.
  ///   - limit: Upper bound of the entries; nil means all.
  ///   - isListed: Whether the token of a name takes part.
  package init(
    of example: Example, words: Bool, includeSpecial: Bool, limit: Int?, isListed: (String) -> Bool = { _ in true }
  ) {
    self.example = example
    let tokens = example.tokens
    func piece(_ position: Int) -> (String, Range<Int>, Range<Int>?) {
      (tokens[position].piece, position..<position + 1, tokens[position].offsets)
    }
    let groups = words ? example.words.map { ($0.surface, $0.tokens, $0.range(among: tokens)) } : tokens.indices.map(piece)
    let specials = words ? tokens.indices.filter { tokens[$0].isSpecial }.map(piece) : []
    let entries = (groups + specials).map { name, range, offsets in
      Entry(
        position: range.lowerBound, segment: Int(tokens[range.lowerBound].segment), token: name,
        score: tokens[range].reduce(0) { $0 + $1.score }, offsets: offsets)
    }
    .filter { (includeSpecial || !tokens[$0.position].isSpecial) && isListed($0.token) }
    .sorted { ($1.score, $0.position) < ($0.score, $1.position) }
    self.entries = limit.map { Array(entries.prefix($0)) } ?? entries
  }

  /// The rows `position,segment,token,score,start,end`.
  package func listing(settings: StoreSettings) -> Listing {
    var members: [JSONOutput.Member] = [
      (key: "example", value: .cell(.text(example.id))), (key: "label", value: .cell(Cell(example.label))),
      (key: "predicted", value: .cell(Cell(example.predicted))), (key: "confidence", value: .cell(Cell(example.confidence))),
    ]
    if settings.problemType == .regression { members.append((key: "value", value: .cell(Cell(example.value)))) }
    members.append((key: "method", value: .cell(.text(settings.method.name))))
    members.append((key: "aggregate", value: .cell(Cell(settings.method.aggregate?.rawValue))))
    return Listing(
      caption: ExampleHeading(example).line,
      members: members,
      rowsKey: "tokens",
      columns: ["position", "segment", "token", "score", "start", "end"],
      rows: entries.map { entry in
        [
          .integer(entry.position), .integer(entry.segment), .text(entry.token), .single(entry.score), Cell(entry.offsets?.lowerBound),
          Cell(entry.offsets?.upperBound),
        ]
      })
  }
}
