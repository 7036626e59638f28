package import Store
import Support

/// A comparison of two stores of the same texts, example by example. Memory is needed for the rows shown and for one sum for each token.
package struct Comparison {
  /// One example in both stores.
  struct Pair: Equatable {
    let id: String
    let row: Int
    let label: String?
    let predicted: (String?, String?)
    let confidence: (Double?, Double?)
    /// Spearman's correlation of the scores; nil where they cannot be compared.
    let spearman: Double?
    /// Whether the text or the pair differs between the stores; nil where that is unknown.
    let isEdited: Bool?
    /// The sets of labels, where either model gives sets.
    let sets: Sets?

    var isChanged: Bool { change.from != change.to }
    /// The predicted labels, or sets of labels, of the first and the second store.
    var change: Direction {
      guard let sets else { return Direction(from: predicted.0.map(ExactString.init), to: predicted.1.map(ExactString.init)) }
      return Direction(
        from: sets.predicted.0.map { ExactString(Cell.text(ofList: $0)) }, to: sets.predicted.1.map { ExactString(Cell.text(ofList: $0)) })
    }

    static func == (left: Pair, right: Pair) -> Bool { left.id == right.id }
  }

  /// Sets of labels, in the order of the classes of the first store's model.
  struct Sets {
    /// Nil where the gold labels are unknown.
    let gold: [String]?
    let predicted: ([String]?, [String]?)
  }

  /// The predicted label in the first store and in the second, or a set of labels as a JSON array; nil where there is none.
  struct Direction: Hashable {
    let from: ExactString?
    let to: ExactString?
  }

  /// Examples whose prediction changed in one direction.
  struct Changes {
    var examples = 0
    /// Number of these examples whose texts were edited.
    var edited = 0
  }

  /// The scores of a token in both stores, over the compared examples.
  struct Movement {
    var count = 0
    var totals = (0.0, 0.0)

    var means: (Double, Double) { (totals.0 / Double(max(count, 1)), totals.1 / Double(max(count, 1))) }
    var change: Double { means.1 - means.0 }
  }

  /// Number of examples of the slice.
  package private(set) var examples = 0
  /// Number of examples that both stores have.
  package private(set) var matched = 0
  /// Examples of both stores whose predictions differ, by direction.
  private(set) var changes: [Direction: Changes] = [:]
  /// Number of examples of both stores whose text or pair differs.
  private(set) var edited = 0
  /// Number of examples of both stores whose text or tokenization differs, so that their tokens cannot be compared.
  private(set) var different = 0
  package private(set) var damaged = 0
  /// Number of examples with a rank correlation.
  private(set) var correlated = 0
  private(set) var lowest = 1.0
  /// Movements by the token's name.
  private(set) var movements: [ExactString: Movement] = [:]
  /// The pieces of the compared tokens by name; empty where words are compared.
  private(set) var pieces: [ExactString: VocabularyPiece] = [:]
  /// Whether whole words are compared, because the tokenizers differ.
  let comparesWords: Bool
  /// Whether predictions are sets of labels, because either model gives sets.
  let hasSets: Bool

  /// Number of examples whose predictions differ.
  var changed: Int { changes.values.reduce(0) { $0 + $1.examples } }

  /// The scores of the first store and of the second.
  let scores: (ScoreChoice, ScoreChoice)

  private let first: AttributionStore
  private let second: AttributionStore
  private let changedOnly: Bool
  private let remarks: Remarks
  private let classes: [ExactString: Int]
  private var sum = 0.0
  private var least: Best<Pair>

  /// Prepares a comparison. With `changedOnly`, only examples with another prediction are listed.
  package init(
    _ first: AttributionStore, _ second: AttributionStore, scores: (ScoreChoice, ScoreChoice), limit: Int?, changedOnly: Bool,
    remarks: Remarks
  ) {
    (self.first, self.second, self.changedOnly, self.remarks) = (first, second, changedOnly, remarks)
    self.scores = scores
    comparesWords = first.settings.tokenizerFingerprint != second.settings.tokenizerFingerprint
    hasSets = [first, second].contains { $0.settings.problemType == .multiLabel }
    classes = Dictionary(first.settings.labels.enumerated().map { (ExactString($1), $0) }) { one, _ in one }
    least = Best(limit) { Self.rank(of: $0) < Self.rank(of: $1) }
  }

  /// The sort key of an example: the least correlated first; those that cannot be compared last, and of these the ones with another
  /// prediction first.
  private static func rank(of pair: Pair) -> (Double, Int, Int, ExactString) {
    (pair.spearman ?? 2, pair.spearman == nil && !pair.isChanged ? 1 : 0, pair.row, ExactString(pair.id))
  }

  /// Mean rank correlation; nil where no example has one.
  var mean: Double? { correlated == 0 ? nil : sum / Double(correlated) }
  /// The examples with the lowest correlations; those without a correlation last.
  var leastAlike: [Pair] { least.sorted }

  /// Compares the examples that pass a filter, and names damaged ones in remarks.
  /// - Throws: `StoreError` where a file cannot be read.
  package mutating func add(_ filter: ExampleFilter) throws {
    try first.forEachExample(
      filter, onDamage: { note($0) },
      { example in
        do {
          if let other = try other(example.id) { add(example, other) }
          examples += 1
        } catch let damage as StoreError where damage.isDamage {
          note(damage)
        }
      })
  }

  /// The example in the second store; nil where it is not there with the scores.
  private func other(_ id: String) throws -> Example? {
    do { return try second.example(id: id, scores: scores.1.selection) } catch let error as StoreError where error.kind == .notFound {
      return nil
    }
  }

  private mutating func note(_ damage: StoreError) {
    (examples, damaged) = (examples + 1, damaged + 1)
    remarks.make(damage.description)
  }

  private mutating func add(_ one: Example, _ other: Example) {
    matched += 1
    var spearman: Double?
    if let tokens = comparesWords ? Self.words(one, other) : Self.pieces(one, other) {
      if !comparesWords { for token in one.tokens { pieces[ExactString(token.piece)] = token.vocabularyPiece } }
      for token in tokens {
        let name = ExactString(token.name)
        movements[name, default: Movement()].count += 1
        movements[name]?.totals.0 += token.scores.0
        movements[name]?.totals.1 += token.scores.1
      }
      spearman = Spearman.correlation(tokens.map(\.scores.0), tokens.map(\.scores.1))
    } else {
      different += 1
    }
    if let spearman {
      (correlated, sum, lowest) = (correlated + 1, sum + spearman, min(lowest, spearman))
    }
    let pair = Pair(
      id: one.id, row: one.row, label: one.label, predicted: (one.predicted, other.predicted),
      confidence: (one.confidence, other.confidence), spearman: spearman, isEdited: isEdited(one, other), sets: sets(one, other))
    if pair.isEdited == true { edited += 1 }
    if pair.isChanged {
      changes[pair.change, default: Changes()].examples += 1
      if pair.isEdited == true { changes[pair.change]?.edited += 1 }
    }
    if pair.isChanged || !changedOnly { least.add(pair) }
  }

  private func sets(_ one: Example, _ other: Example) -> Sets? {
    guard hasSets else { return nil }
    func ordered(_ labels: [String]?) -> [String]? {
      labels?.sorted {
        let (left, right) = (ExactString($0), ExactString($1))
        return (classes[left] ?? .max, left) < (classes[right] ?? .max, right)
      }
    }
    // Where a model gives one label, the set is this label.
    func predicted(_ example: Example) -> [String]? { ordered(example.predictedLabels ?? example.predicted.map { [$0] }) }
    return Sets(gold: ordered(one.labels), predicted: (predicted(one), predicted(other)))
  }

  /// Whether the texts of two examples differ. Where a store keeps no texts, the tokens decide, if both stores tokenize and truncate in the
  /// same way.
  private func isEdited(_ one: Example, _ other: Example) -> Bool? {
    let settings = (first.settings, second.settings)
    if settings.0.keepsTexts, settings.1.keepsTexts {
      return ExactString(one.text) != ExactString(other.text) || one.pair.map(ExactString.init) != other.pair.map(ExactString.init)
    }
    guard !comparesWords, settings.0.maxLength == settings.1.maxLength, settings.0.stride == settings.1.stride else { return nil }
    return Self.pieces(one, other) == nil ? true : nil
  }

  private typealias Compared = [(name: String, scores: (Double, Double))]

  /// The ordinary tokens of both; nil where they differ.
  private static func pieces(_ one: Example, _ other: Example) -> Compared? {
    guard one.tokens.count == other.tokens.count,
      zip(one.tokens, other.tokens).allSatisfy({ $0.id == $1.id && $0.isSpecial == $1.isSpecial })
    else { return nil }
    return zip(one.tokens, other.tokens).filter { !$0.0.isSpecial }.map { ($0.piece, (Double($0.score), Double($1.score))) }
  }

  /// The words of both; nil where they are not parts of the same text.
  private static func words(_ one: Example, _ other: Example) -> Compared? {
    guard ExactString(one.text) == ExactString(other.text), one.pair.map(ExactString.init) == other.pair.map(ExactString.init) else {
      return nil
    }
    return CommonWords.of(one, other)?.map { common in
      (name: common.name, scores: (one.score(ofTokens: common.first), other.score(ofTokens: common.second)))
    }
  }
}
