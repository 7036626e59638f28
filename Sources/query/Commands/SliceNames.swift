import Store

/// Checks the names that a user gave a slice by; each is answered with the nearest ones where it does not occur, with status 1.
struct SliceNames {
  let store: AttributionStore

  func requireGold(_ label: String) throws {
    try require(label, among: store.labels(), as: "gold")
  }

  /// The labels that the model can predict: none where it has no head or predicts a number.
  func requirePredicted(_ label: String) throws {
    let labels =
      switch store.settings.problemType {
      case .singleLabel, .multiLabel: try store.predictedLabels()
      case .regression, .none: [String]()
      }
    try require(label, among: labels, as: "predicted")
  }

  func requireTexts() throws {
    if store.settings.keepsTexts { return }
    throw QueryFailure.noResult("the store was made with --no-text: it has no texts to look into; --token finds a token")
  }

  func requireColumn(_ column: String) throws {
    let columns = store.settings.columns.keep
    if columns.contains(column) { return }
    if columns.isEmpty {
      throw QueryFailure.noResult("the store keeps no columns, so none is called '\(column)': globenc-index --keep keeps them")
    }
    throw QueryFailure.noResult("the store keeps no column '\(column)'; it has \(Suggestions.list(Array(columns.prefix(8))))")
  }

  func requirePiece(_ piece: String) throws {
    if try store.hasPiece(piece) { return }
    let nearest = try store.nearestPieces(to: piece)
    throw QueryFailure.noResult(
      "no example has the token '\(piece)', which must be a piece of the vocabulary"
        + (nearest.isEmpty ? "" : "; nearest: \(Suggestions.list(nearest))"))
  }

  func requireIDs(of file: LineFile) throws {
    let unknown = try store.unknownIDs(among: file.lines)
    guard let first = unknown.first else { return }
    let nearest = try store.nearestExampleIDs(to: first)
    let others = unknown.count == 1 ? "" : " (nor \(unknown.count - 1) more of the \(file.lines.count) ids in \(file.name))"
    throw QueryFailure.noResult(
      "no example has the id '\(first)'\(others)" + (nearest.isEmpty ? "" : "; nearest: \(Suggestions.list(nearest))"))
  }

  private func require(_ name: String, among names: [String], as kind: String) throws {
    if names.contains(name) { return }
    if names.isEmpty {
      throw QueryFailure.noResult("no example has a \(kind) label, so none has '\(name)'")
    }
    let nearest = try store.nearestLabels(to: name).filter(names.contains)
    let suggestions = nearest.isEmpty ? Array(names.prefix(5)) : nearest
    throw QueryFailure.noResult(
      "no example has the \(kind) label '\(name)'; \(nearest.isEmpty ? "there are" : "nearest:") \(Suggestions.list(suggestions))")
  }
}
