import Support

/// Chooses the scores of an example that a query selects, where these are in rows of their own.
struct ScoreChooser: Sendable {
  /// The scores of the tokens `[T]`, and what signed scores explain.
  typealias Chosen = (scores: [Float], explanation: Example.Explanation?)

  private let entry: StoredMethods.Entry
  /// `Scoring.className`; nil for the predicted class or, where it has no scores, the first class that has some.
  private let className: Int64?
  private let classes: [String]

  /// Id of the method.
  var method: Int64 { entry.id }

  /// Nil where the scores are in the rows of the examples.
  /// - Throws: `StoreError` where the store has no such method or class.
  init?(_ settings: StoreSettings, _ selection: ScoreSelection?) throws {
    let scoring = try settings.scoring(selection)
    guard scoring != .inRow, let entry = settings.storedMethods.entry(id: scoring.method) else { return nil }
    self.entry = entry
    className = selection == nil ? nil : scoring.className
    classes = settings.explainedClasses
  }

  /// The scores of an example.
  /// - Parameters:
  ///   - fields: The row of the example, with the ids of its labels.
  ///   - rows: Its rows of scores by the method, without those of windows.
  /// - Returns: The scores, and what signed scores explain.
  /// - Throws: `StoreError` that names the example, where it has no such scores (`notFound`), or they are damaged.
  func chosen(for fields: ExampleFields, among rows: [ScoreFields]) throws -> Chosen {
    guard let row = rows.first(where: { $0.className == wanted(fields) }) ?? (className == nil ? rows.first : nil) else {
      // Every example has scores by the first method.
      throw className == nil ? ExampleReader.damage(fields.id) : missing(fields, rows)
    }
    guard let scores = row.soundScores(count: fields.tokenCount) else { throw ExampleReader.damage(fields.id) }
    guard entry.method.isSigned else { return (scores, nil) }
    return (scores, Example.Explanation(className: name(row.className), bias: row.bias, logit: row.logit))
  }

  /// Id of the class of an example; nil where the example has none.
  private func wanted(_ fields: ExampleFields) -> Int64? {
    switch className {
    case Scoring.predicted?: fields.predicted.id
    case Scoring.gold?: fields.label.id
    case let id?: id
    // A regression model has one class without a name.
    case nil: classes.isEmpty ? 0 : fields.predicted.id
    }
  }

  private func name(_ id: Int64) -> String? { 1...Int64(max(classes.count, 1)) ~= id && !classes.isEmpty ? classes[Int(id) - 1] : nil }

  private func missing(_ fields: ExampleFields, _ rows: [ScoreFields]) -> StoreError {
    let others = rows.compactMap { name($0.className) }.map { "'\($0)'" }
    let start = "example '\(fields.id)' has no scores by \(entry.method)"
    guard !others.isEmpty else { return StoreError(start, kind: .notFound) }
    let asked =
      switch className {
      case Scoring.predicted?: "the class that was predicted"
      case Scoring.gold?: "the class that is its gold label"
      case let id: "the class '\(id.flatMap(name) ?? "")'"
      }
    return StoreError("\(start) for \(asked): it has them for \(others.joined(separator: ", "))", kind: .notFound)
  }
}
