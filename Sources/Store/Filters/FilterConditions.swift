import GRDB
import Support

/// A filter as the WHERE clause of a statement over `example`.
struct FilterConditions {
  private enum Value {
    case integer(Int64)
    case double(Double)
    case text(String)
    case object(AnyObject)
  }

  /// The clause; empty where the filter has no conditions.
  let sql: String
  /// The scores of the filter.
  let scoring: Scoring
  /// The slice of the filter, where it has conditions on labels only and counters answer it.
  let slice: Slice?
  /// The labels of the filter; `Slice.any` on a side without a condition.
  let asked: Slice
  /// Whether the conditions on labels concern only the columns `label` and `predicted`, which have an index.
  let isByColumns: Bool
  /// Id of the filter's piece.
  private(set) var piece: Int64?
  /// The filter's word.
  private(set) var word: WordPattern?
  /// The expressions for its score.
  let words: WordColumns
  private let values: [Value]

  /// Nil where no example can pass, because a label or piece is unknown.
  init?(_ filter: ExampleFilter, in database: Database, settings: StoreSettings) throws {
    var terms: [String] = []
    var values: [Value] = []
    func require(_ term: String, _ new: Value...) {
      terms.append(term)
      values += new
    }
    let names = LabelNames(database, settings: settings)
    let sets = LabelSets(settings)
    var ids = [Slice.any, Slice.any]
    for (place, (name, column)) in [(filter.label, "label"), (filter.predicted, "predicted")].enumerated() {
      guard let name else { continue }
      guard let id = try names.id(of: name) else { return nil }
      if sets == nil { require("example.\(column) = ?", .integer(id)) }
      ids[place] = id
    }
    let test = sets.flatMap { LabelSetTest(filter, sets: $0, names: names) }
    isByColumns = test == nil
    // Older stores count each example for one pair of labels instead of sets.
    let areKept = try sets == nil || TotalsVersion.areCurrent(in: database)
    scoring = try settings.scoring(filter.scores)
    let counted = filter.scores == nil ? Scoring.inRow : scoring
    asked = Slice(gold: ids[0], predicted: ids[1])
    // An example with several labels would count once for each of them.
    let isOfEachClass = counted.className < 0 && sets != nil
    slice = filter.isOfLabelsOnly && areKept && !isOfEachClass ? Slice(scoring: counted, gold: ids[0], predicted: ids[1]) : nil
    words = WordColumns(scoring, any: settings.anyScoring, in: database)
    switch filter.outcome {
    case _ where sets != nil: break
    case .correct: require("example.label = example.predicted")
    // Where the gold label is no class of the model, a prediction is neither right nor wrong. The classes have the first ids.
    case .misclassified: require("example.label <> example.predicted AND example.label BETWEEN 1 AND \(settings.classes.count)")
    case nil: break
    }
    if let minimum = filter.minimumConfidence { require("example.confidence >= ?", .double(minimum)) }
    if let maximum = filter.maximumConfidence { require("example.confidence <= ?", .double(maximum)) }
    if filter.truncatedOnly { require("example.truncated") }
    if let length = filter.length {
      require("example.tokens BETWEEN ? AND ?", .integer(Int64(length.lowerBound)), .integer(Int64(length.upperBound)))
    }
    if let rows = filter.rows { require("example.row BETWEEN ? AND ?", .integer(Int64(rows.lowerBound)), .integer(Int64(rows.upperBound))) }
    // Of another order, the value decides (`SortedOrder`).
    if let after = filter.after, filter.order == .row {
      guard let row = try Self.row(of: after, in: database) else { return nil }
      // The first term is a range of the index by row.
      require("example.row >= ?", .integer(row))
      require("(example.row > ? OR example.id > ?)", .integer(row), .text(after))
    }
    if let ids = filter.ids {
      let keys = try Self.keys(of: ids, in: database)
      require(KeyedTable.example.hasKey(amongJSON: "?", in: database), .text(keys))
    }
    if let isScored = counted.isScored(in: database) { require(isScored) }
    // The slowest condition comes last, because SQLite evaluates the terms in this order.
    if let test { require("label_sets_pass(?, example.label, example.labels, example.logits)", .object(test)) }
    if let text = filter.containing { require("text_contains(?, example.text, example.pair)", .object(TextPattern(text))) }
    if let name = filter.piece {
      guard let piece = try PieceNames.id(of: name, in: database) else { return nil }
      self.piece = piece
      require("has_token(example.token_ids, ?)", .integer(piece))
      if let rank = filter.pieceRank {
        let scores = scoring.scores(in: database)
        require("token_in_top(example.token_ids, example.offsets, \(scores), ?, ?)", .integer(piece), .integer(Int64(rank)))
      }
    }
    for condition in filter.conditions {
      let matcher = KeptMatcher(condition, holdsNumbers: try Self.holdsNumbers(condition, in: database))
      require("kept_matches(?, example.kept)", .object(matcher))
    }
    if let name = filter.word {
      let pattern = try WordPattern(name, in: database)
      word = pattern
      require(words.occurs, .object(pattern))
      if let rank = filter.wordRank { require("\(words.rank) < ?", .object(pattern), .integer(Int64(rank))) }
    }
    sql = terms.isEmpty ? "" : "WHERE " + terms.joined(separator: " AND ")
    self.values = values
  }

  /// Binds the values of the clause.
  /// - Parameters:
  ///   - statement: A statement that contains the clause.
  ///   - first: Number of the clause's first parameter.
  /// - Returns: The number of the next parameter.
  @discardableResult
  func bind(to statement: DirectStatement, from first: Int32 = 1) -> Int32 {
    var index = first
    for value in values {
      switch value {
      case .integer(let integer): statement.bind(index, integer)
      case .double(let double): statement.bind(index, double)
      case .text(let text): statement.bind(index, text)
      case .object(let object): statement.bind(index, object: object)
      }
      index += 1
    }
    return index
  }

  /// Whether some example has a number in the column of a condition that needs an order of numbers; irrelevant for other conditions.
  private static func holdsNumbers(_ condition: KeptCondition, in database: Database) throws -> Bool {
    guard condition.comparison.isOfOrder, condition.values.contains(where: { DecimalNumber($0) != nil }) else { return true }
    let select = try DirectStatement(
      "SELECT 1 FROM example NOT INDEXED WHERE typeof(kept_value(kept, ?)) IN ('integer', 'real') LIMIT 1", in: database)
    select.bind(values: condition.column)
    defer { select.reset() }
    return try select.step()
  }

  /// The row of the example with an id; nil where there is none.
  private static func row(of id: String, in database: Database) throws -> Int64? {
    let select = try DirectStatement("SELECT row FROM example WHERE id = ?", in: database)
    select.bind(values: id)
    defer { select.reset() }
    return try select.step() ? select.value() : nil
  }

  /// The keys of the examples with these ids, as a JSON array, so that SQLite looks up only these examples.
  private static func keys(of ids: [String], in database: Database) throws -> String {
    let select = try DirectStatement("SELECT key FROM example WHERE id = ?", in: database)
    var keys = Set<Int64>()
    for id in ids {
      select.bind(values: id)
      if try select.step() { keys.insert(select.value()) }
      select.reset()
    }
    return "[" + keys.sorted().map(String.init).joined(separator: ",") + "]"
  }
}
