import Foundation
package import Store
import Support

/// Checks the names in a slice. A name that does not occur is an error that suggests the nearest ones.
package struct SliceNames {
  let store: AttributionStore
  /// Takes remarks on names that occur.
  let remarks: Remarks

  package init(store: AttributionStore, remarks: Remarks) { (self.store, self.remarks) = (store, remarks) }

  package func requireGold(_ label: String) throws {
    try require(label, among: store.labels(), as: "gold")
  }

  /// Checks a label against those that the model can predict: none without a classification head, or for regression.
  package func requirePredicted(_ label: String) throws {
    let labels =
      switch store.settings.problemType {
      case .singleLabel, .multiLabel: try store.predictedLabels()
      case .regression, .none: [String]()
      }
    try require(label, among: labels, as: "predicted")
  }

  package func requireTexts() throws {
    if store.settings.keepsTexts { return }
    throw QueryFailure.noResult("the store was made with --no-text: it has no texts to look into; --token finds a token")
  }

  /// The name of a piece in the store: the piece itself, or one that listings show so, or the only one that spells so in a text; in lower case
  /// and without accents, where the model does not see these.
  /// - Throws: `QueryFailure` where no example has the piece, or where several pieces spell so and none of them is named.
  package func requirePiece(_ piece: String) throws -> String {
    if try store.hasPiece(piece) {
      let alike = try store.pieces(spelled: piece)
      if alike.contains(where: { $0.continuesWord && ExactString($0.name) == ExactString(piece) }),
        let whole = alike.first(where: { !$0.continuesWord })
      {
        remarks.make("the token '\(piece)' continues a word; '\(whole.name)' begins one")
      }
      return piece
    }
    if let name = try readPiece(piece) { return name }
    if try !store.seesCase() {
      let lower = piece.lowercased()
      let bare = String(
        String.UnicodeScalarView(
          lower.decomposedStringWithCanonicalMapping.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }))
      for spelling in [lower, bare] where spelling != piece {
        guard let name = try store.hasPiece(spelling) ? spelling : readPiece(spelling) else { continue }
        remarks.make("the model sees no upper case: '\(piece)' is looked up as '\(spelling)'")
        return name
      }
    }
    let nearest = try store.nearestPieces(to: piece)
    throw QueryFailure.noResult(
      "no example has the token '\(piece)', which must be a piece of the vocabulary"
        + (nearest.isEmpty ? "" : "; nearest: \(Suggestions.list(nearest))"))
  }

  /// The name of the piece that a person reads so; nil where there is none.
  /// - Throws: `QueryFailure` where several pieces spell so.
  private func readPiece(_ text: String) throws -> String? {
    if text.unicodeScalars.starts(with: PieceTexts.mark.unicodeScalars) {
      let surface = String(text.unicodeScalars.dropFirst(PieceTexts.mark.unicodeScalars.count))
      if let piece = try store.pieces(spelled: surface).first(where: { !$0.continuesWord }) { return piece.name }
    }
    let pieces = try store.pieces(spelled: text)
    guard pieces.count < 2 else {
      throw QueryFailure.noResult("several tokens spell '\(text)': name \(Suggestions.list(pieces.map(\.name)))")
    }
    if let piece = pieces.first { remarks.make("'\(text)' is looked up as the token '\(piece.name)'") }
    return pieces.first?.name
  }

  /// The name under which totals count a word.
  package func requireWord(_ word: String) throws -> String {
    let spelling = try wordSpelling(word)
    if try store.hasWord(spelling) ?? true { return spelling }
    let nearest = try store.nearestWords(to: word)
    throw QueryFailure.noResult("no example has the word '\(word)'" + (nearest.isEmpty ? "" : "; nearest: \(Suggestions.list(nearest))"))
  }

  /// The name under which totals count a word: in lower case, where the model does not see case and no word occurs in the given spelling.
  package func wordSpelling(_ word: String) throws -> String {
    let spelling = Word.name(spelled: word)
    if try store.hasWord(spelling) ?? true { return spelling }
    guard try !store.seesCase() else { return spelling }
    let lower = Word.name(spelled: spelling.lowercased())
    guard try store.hasWord(lower) ?? false else { return spelling }
    remarks.make("the model sees no upper case: '\(word)' is looked up as '\(lower)'")
    return lower
  }

  /// Checks that predictions can be right or wrong at all.
  package func requireOutcomes(for outcome: ExampleFilter.Outcome) throws {
    let wanted = outcome == .misclassified ? "misclassified" : "correctly classified"
    switch store.settings.problemType {
    case .regression, .none: throw QueryFailure.noResult("the model predicts no label, so no example is \(wanted)")
    case .singleLabel, .multiLabel: break
    }
    let gold = try store.labels()
    let classes = Set(store.settings.labels.map(ExactString.init))
    let outside = gold.filter { !classes.contains(ExactString($0)) }
    // An empty set is known, and is predicted rightly or wrongly like any other.
    if outside.count == gold.count, try !store.hasEmptySets() {
      if gold.isEmpty {
        throw QueryFailure.noResult(
          "no example has a gold label, so none is \(wanted): globenc-index takes gold labels from the column that its --label names")
      }
      throw QueryFailure.noResult(
        "no gold label is a class of the model, so no example is \(wanted): the gold labels are "
          + "\(Suggestions.list(Array(gold.prefix(5)), joinedBy: "and")), the classes \(Suggestions.list(store.settings.labels, joinedBy: "and"))"
      )
    }
    if outside.isEmpty { return }
    let count =
      try store.labelSetAgreement()?.foreign ?? LabelAgreement(store.labelSummaries(), classes: store.settings.labels).foreign
    if count == 0 { return }
    remarks.make(
      "\(Counted.text(count, "example")) of the store \(count == 1 ? "has" : "have") a gold label that is no class of the model, such as "
        + "'\(outside[0])': \(count == 1 ? "it is" : "they are") neither right nor wrong, and left out", .once)
  }

  /// The condition on a kept column, checked to have comparable values.
  package func requireCondition(_ typed: ColumnCondition) throws -> KeptCondition {
    let names = KeptColumnNames(store)
    let condition = try names.condition(typed)
    if let respelt = names.respelt(typed), let value = condition.values.first, try !hasValue(beginningAs: value, in: condition.column) {
      throw QueryFailure.wrongUsage(
        "--where '\(typed.argument)' compares with '\(value)', and no value of the column begins with '\(value.prefix(1))': write '\(respelt)'"
      )
    }
    guard condition.comparison.isOfOrder, let value = condition.values.first else { return condition }
    let sample = try store.keptValues(of: condition.column)
    let isNumber = KeptCondition.isNumber(value)
    if !isNumber, sample.numbers > 0, sample.texts == 0 {
      throw QueryFailure.noResult("the column '\(condition.column)' holds numbers, and '\(value)' is none to compare them with")
    }
    if isNumber, sample.numbers > 0, let text = sample.text {
      remarks.make(
        "the column '\(condition.column)' has values that are not numbers, such as '\(text)': they are neither less nor greater than \(value)"
      )
    }
    return condition
  }

  /// Whether a column has a value that begins with the first character of `value`.
  private func hasValue(beginningAs value: String, in column: String) throws -> Bool {
    guard let first = value.unicodeScalars.first, let next = Unicode.Scalar(first.value + 1) else { return false }
    var filter = ExampleFilter()
    filter.conditions = [
      KeptCondition(column: column, .greaterOrEqual, values: [String(first)]), KeptCondition(column: column, .less, values: [String(next)]),
    ]
    return try store.count(filter) > 0
  }

  package func requireIDs(of file: LineFile) throws {
    try requireIDs(file.lines, of: " in \(file.name)")
  }

  /// - Parameters:
  ///   - ids: Ids of examples.
  ///   - place: Where they stand, for messages.
  /// - Throws: `QueryFailure` that names the first id that no example has, and similar ones.
  package func requireIDs(_ ids: [String], of place: String = "") throws {
    let unknown = try store.unknownIDs(among: ids)
    guard let first = unknown.first else { return }
    let nearest = try store.nearestExampleIDs(to: first)
    let others = unknown.count == 1 ? "" : " (nor \(unknown.count - 1) more of the \(ids.count) ids\(place))"
    throw QueryFailure.noResult(
      "no example has the id '\(first)'\(others)" + (nearest.isEmpty ? "" : "; nearest: \(Suggestions.list(nearest))"))
  }

  private func require(_ name: String, among names: [String], as kind: String) throws {
    if names.contains(name) { return }
    if names.isEmpty {
      if kind == "gold", try store.hasEmptySets() {
        throw QueryFailure.noResult("all gold sets that are known are empty, so no example has '\(name)' in its own")
      }
      throw QueryFailure.noResult("no example has a \(kind) label, so none has '\(name)'")
    }
    let nearest = try store.nearestLabels(to: name).filter(names.contains)
    let suggestions = nearest.isEmpty ? Array(names.prefix(5)) : nearest
    throw QueryFailure.noResult(
      "no example has the \(kind) label '\(name)'; \(nearest.isEmpty ? "there are" : "nearest:") \(Suggestions.list(suggestions))")
  }
}
