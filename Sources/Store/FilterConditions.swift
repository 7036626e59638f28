import GRDB

/// A filter as the WHERE clause of a statement.
struct FilterConditions {
  private enum Value {
    case integer(Int64)
    case text(String)
  }

  /// The clause, or nothing.
  let sql: String
  /// The slice that the filter comes to, where it asks for labels only.
  let slice: Slice?
  private let values: [Value]

  /// Nil where no example can pass, because a label or piece is unknown.
  init?(_ filter: ExampleFilter, in database: Database) throws {
    var terms: [String] = []
    var values: [Value] = []
    var slice: Slice? = Slice(gold: Slice.any, predicted: Slice.any)
    if let label = filter.label {
      guard let id = try LabelIDs.find(label, in: database) else { return nil }
      terms.append("example.label = ?")
      values.append(.integer(id))
      slice = Slice(gold: id, predicted: Slice.any)
    }
    if let predicted = filter.predicted {
      guard let id = try LabelIDs.find(predicted, in: database) else { return nil }
      terms.append("example.predicted = ?")
      values.append(.integer(id))
      slice = Slice(gold: slice?.gold ?? Slice.any, predicted: id)
    }
    if filter.misclassifiedOnly {
      terms.append("example.label <> example.predicted")
      slice = nil
    }
    if let text = filter.containing {
      terms.append("(example.text LIKE ? ESCAPE '\\' OR example.pair LIKE ? ESCAPE '\\')")
      let pattern = Self.pattern(containing: text)
      values += [.text(pattern), .text(pattern)]
      slice = nil
    }
    if let piece = filter.piece {
      let select = try DirectStatement(cached: "SELECT id FROM token WHERE piece = ?", in: database)
      select.bind(1, piece)
      defer { select.reset() }
      guard try select.step() else { return nil }
      terms.append("has_token(example.token_ids, ?)")
      values.append(.integer(select.integer(0)))
      slice = nil
    }
    sql = terms.isEmpty ? "" : "WHERE " + terms.joined(separator: " AND ")
    self.slice = slice
    self.values = values
  }

  /// Gives the clause its values; it has no others before it.
  func bind(to statement: DirectStatement) {
    for (index, value) in values.enumerated() {
      switch value {
      case .integer(let integer): statement.bind(Int32(index + 1), integer)
      case .text(let text): statement.bind(Int32(index + 1), text)
      }
    }
  }

  private static func pattern(containing text: String) -> String {
    var pattern = "%"
    for scalar in text.unicodeScalars {
      if scalar == "%" || scalar == "_" || scalar == "\\" { pattern += "\\" }
      pattern.unicodeScalars.append(scalar)
    }
    return pattern + "%"
  }
}
