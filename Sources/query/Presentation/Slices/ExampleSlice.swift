package import Store
import Support

/// The examples that a user chose, with all names checked.
package struct ExampleSlice {
  /// The filter, in the order of the corpus and without a limit.
  package private(set) var filter: ExampleFilter
  /// Name of the file of ids in messages.
  let idFile: String?
  /// Ids that were named one by one.
  let ids: [String]
  /// The scores that a listing shows of the examples; nil where it shows none.
  package private(set) var scores: ScoreChoice?

  package init(filter: ExampleFilter, idFile: String?, ids: [String] = []) {
    (self.filter, self.idFile, self.ids) = (filter, idFile, ids)
  }

  /// The slice with these scores. Examples without them are not of it, unless `isStrict` is false.
  package func scored(by scores: ScoreChoice, isStrict: Bool = true) -> ExampleSlice {
    var slice = self
    slice.scores = scores
    slice.filter.scores = isStrict ? scores.selection : nil
    return slice
  }

  /// Number of examples, and the conditions that they meet: "2 misclassified examples with gold label 'a' and 20 to 30 tokens".
  package func description(count: Int, figure: String? = nil) -> String {
    let noun = Counted.text(count, "example")
    let number = noun.prefix { $0 != " " }
    return ([figure ?? String(number)] + adjectives + [String(noun.dropFirst(number.count + 1))]).joined(separator: " ")
      + (properties.isEmpty ? "" : " with " + Self.joined(properties))
  }

  /// A name for the examples: "the misclassified examples with gold label 'a'".
  package var name: String {
    "the " + (adjectives + ["examples"]).joined(separator: " ") + (properties.isEmpty ? "" : " with " + Self.joined(properties))
  }

  /// The members of a listing's JSON that describe the examples and, where there is a choice, the scores.
  var members: [JSONOutput.Member] {
    let labels: [JSONOutput.Member] = [
      (key: "label", value: .cell(Cell(filter.label))), (key: "predicted", value: .cell(Cell(filter.predicted))),
    ]
    let slice: [JSONOutput.Member] = filter.isOfLabelsOnly ? [] : [(key: "slice", value: .cell(.text(name)))]
    return labels + slice + (scores?.membersIfNamed ?? [])
  }

  /// The slice with another gold label or, where it has only a predicted label, with another predicted label.
  /// - Throws: `QueryFailure` for a label that does not occur.
  package func with(label: String, in store: AttributionStore, remarks: Remarks) throws -> ExampleSlice {
    var filter = filter
    if filter.label != nil {
      try SliceNames(store: store, remarks: remarks).requireGold(label)
      filter.label = label
    } else {
      try SliceNames(store: store, remarks: remarks).requirePredicted(label)
      filter.predicted = label
    }
    var slice = ExampleSlice(filter: filter, idFile: idFile, ids: ids)
    slice.scores = scores
    return slice
  }

  /// The failure where the slice has no examples.
  package var emptiness: QueryFailure {
    // Where every example has the scores, there is no need to name them.
    let named = filter.scores == nil ? nil : scores.flatMap { $0.isNamed ? "scores by \($0.name)" : nil }
    let properties = self.properties + (named.map { [$0] } ?? [])
    if adjectives.isEmpty, properties.isEmpty { return .noResult("the store has no examples") }
    let example = (["no"] + adjectives + ["example"]).joined(separator: " ")
    return .noResult(properties.isEmpty ? "there is " + example : example + " has " + Self.joined(properties))
  }

  private var adjectives: [String] {
    [filter.outcome.map { $0 == .correct ? "correctly classified" : "misclassified" }, filter.truncatedOnly ? "truncated" : nil]
      .compactMap(\.self)
  }

  private var properties: [String] {
    var parts: [String] = []
    if let label = filter.label { parts.append("gold label '\(label)'") }
    if let predicted = filter.predicted { parts.append("predicted label '\(predicted)'") }
    switch (filter.minimumConfidence, filter.maximumConfidence) {
    case (let low?, let high?): parts.append("confidence from \(low) to \(high)")
    case (let low?, nil): parts.append("confidence of at least \(low)")
    case (nil, let high?): parts.append("confidence of at most \(high)")
    case (nil, nil): break
    }
    if let text = filter.containing { parts.append("'\(text)' in the text") }
    parts += filter.conditions.map(Self.text(of:))
    if let piece = filter.piece {
      parts.append("token '\(piece)'" + (filter.pieceRank.map { " in the top \($0)" } ?? ""))
    }
    if let word = filter.word { parts.append("the word '\(word)'" + (filter.wordRank.map { " in the top \($0)" } ?? "")) }
    if let length = filter.length { parts.append(Self.text(of: length)) }
    if let rows = filter.rows { parts.append(Self.text(ofRows: rows)) }
    if let idFile { parts.append("an id in \(idFile)") }
    if let id = ids.first { parts.append(ids.count == 1 ? "the id '\(id)'" : "one of \(ids.count) ids") }
    return parts
  }

  private static func text(of condition: KeptCondition) -> String {
    let (column, values) = (condition.column, condition.values.map { "'\($0)'" })
    switch condition.comparison {
    case .equal: return column + " " + (values.count > 1 ? values.dropLast().joined(separator: ", ") + " or " : "") + (values.last ?? "")
    case .notEqual:
      return column + " not " + (values.count > 1 ? values.dropLast().joined(separator: ", ") + " or " : "") + (values.last ?? "")
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return "\(column) \(condition.comparison.rawValue) \(condition.values.first ?? "")"
    }
  }

  private static func text(of length: ClosedRange<Int>) -> String {
    if length.lowerBound == length.upperBound { return Counted.text(length.lowerBound, "token") }
    if length.upperBound == .max { return "at least " + Counted.text(length.lowerBound, "token") }
    return "\(length.lowerBound) to " + Counted.text(length.upperBound, "token")
  }

  private static func text(ofRows rows: ClosedRange<Int>) -> String {
    if rows.lowerBound == rows.upperBound { return "the row \(rows.lowerBound)" }
    if rows.upperBound == .max { return "a row from \(rows.lowerBound) on" }
    return rows.lowerBound == 0 ? "a row up to \(rows.upperBound)" : "a row from \(rows.lowerBound) to \(rows.upperBound)"
  }

  private static func joined(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }
}
