import GRDB
import Support

// MARK: - Reads: names like one that is not there

extension AttributionStore {
  /// Labels, gold or of the model, with names similar to `name`, the most similar first.
  /// - Throws: `StoreError` where the file cannot be read.
  public func nearestLabels(to name: String, limit: Int = 3) throws -> [String] {
    // A label column with other contents may have as many values as the corpus has rows.
    try read { database in
      let labels = LabelNames(database, settings: settings)
      let ids = try Int64.fetchAll(database, sql: "SELECT id FROM label ORDER BY id LIMIT 10000")
      return EditDistance.nearest(try ids.compactMap(labels.soundName), to: name, limit: limit)
    }
  }

  /// Vocabulary pieces of the examples with names similar to `piece`, the most similar first.
  /// - Throws: `StoreError` where the file cannot be read.
  public func nearestPieces(to piece: String, limit: Int = 3) throws -> [String] {
    EditDistance.nearest(try names("SELECT piece FROM token ORDER BY id LIMIT 200000"), to: piece, limit: limit)
  }

  /// Words of the examples similar to `word`, by their names in totals, the most similar first. Only words with the same beginning are
  /// considered, because a corpus may have a million words.
  /// - Throws: `StoreError` where the file cannot be read.
  public func nearestWords(to word: String, limit: Int = 3) throws -> [String] {
    try read { database in
      let scoring = settings.defaultScoring
      let classes = scoring.className == Scoring.predicted ? "class = predicted" : "class = \(scoring.className)"
      let parts = try Int64.fetchAll(
        database,
        sql: """
          SELECT id FROM slice
          WHERE method = \(scoring.method) AND \(classes) AND gold = \(Slice.any) AND predicted <> \(Slice.any) ORDER BY id LIMIT 8
          """)
      let select = try DirectStatement(
        "SELECT word FROM word_total WHERE slice = ?1 AND word >= ?2 AND word < ?2 || char(1114111) ORDER BY word LIMIT 20000", in: database
      )
      var names: Set<ExactString> = []
      for part in parts {
        for beginning in Set([word, word.lowercased()].map { String($0.unicodeScalars.prefix(1)) }) {
          select.bind(values: part, beginning)
          while try select.step() { names.insert(ExactString(select.value())) }
          select.reset()
        }
      }
      return EditDistance.nearest(names.map(\.string), to: word, limit: limit)
    }
  }

  /// Whether a vocabulary piece occurs in some example.
  /// - Throws: `StoreError` where the file cannot be read.
  public func hasPiece(_ piece: String) throws -> Bool {
    try read { try PieceNames.id(of: piece, in: $0) != nil }
  }

  /// The ids among `ids` that no example has, in order.
  /// - Throws: `StoreError` where the file cannot be read.
  public func unknownIDs(among ids: [String]) throws -> [String] {
    try read { database in
      let select = try DirectStatement("SELECT 1 FROM example WHERE id = ?", in: database)
      return try ids.filter { id in
        select.bind(values: id)
        defer { select.reset() }
        return try !select.step()
      }
    }
  }

  /// Ids of examples similar to `id`, the most similar first. Only a few hundred ids are considered, whatever the number of examples: the
  /// neighbours of the id, and of its prefixes, in the index, and the ids that differ by one of the most common typing errors.
  /// - Throws: `StoreError` where the file cannot be read.
  public func nearestExampleIDs(to id: String, limit: Int = 3) throws -> [String] {
    try read { database in
      let above = try DirectStatement("SELECT id FROM example WHERE id >= ? ORDER BY id LIMIT 24", in: database)
      let below = try DirectStatement("SELECT id FROM example WHERE id < ? ORDER BY id DESC LIMIT 24", in: database)
      let scalars = Array(id.unicodeScalars.prefix(256))
      var candidates: Set<ExactString> = []
      for length in Set([scalars.count, scalars.count - 1, scalars.count - 2, scalars.count / 2, 1, 0]) where length >= 0 {
        var beginning = String.UnicodeScalarView()
        beginning.append(contentsOf: scalars.prefix(length))
        for spelling in Set([String(beginning), String(beginning).lowercased(), String(beginning).uppercased()]) {
          for select in [above, below] {
            select.bind(values: spelling)
            while try select.step() { candidates.insert(ExactString(select.value())) }
            select.reset()
          }
        }
      }
      let exact = try DirectStatement("SELECT id FROM example WHERE id = ?", in: database)
      for slip in Self.slips(scalars) {
        exact.bind(values: slip)
        if try exact.step() { candidates.insert(ExactString(slip)) }
        exact.reset()
      }
      return EditDistance.nearest(candidates.map(\.string), to: id, limit: limit)
    }
  }

  /// The spellings with one scalar left out, doubled, or swapped with the next one.
  private static func slips(_ scalars: [Unicode.Scalar]) -> [String] {
    guard scalars.count <= 64 else { return [] }
    var slips: [String] = []
    for index in scalars.indices {
      for replacement in [[], [scalars[index], scalars[index]]] {
        var slip = String.UnicodeScalarView(scalars)
        let at = slip.index(slip.startIndex, offsetBy: index)
        slip.replaceSubrange(at..<slip.index(after: at), with: replacement)
        slips.append(String(slip))
      }
      guard index + 1 < scalars.count else { continue }
      var swapped = scalars
      swapped.swapAt(index, index + 1)
      slips.append(String(String.UnicodeScalarView(swapped)))
    }
    return slips
  }
}
