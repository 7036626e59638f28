import GRDB
import Support

/// The correct totals of a store, recounted from its examples one by one. Memory grows with the number of label combinations only.
struct Recount {
  private struct Group {
    var counters = Counters()
    var pieces = SumsDigest()
    var words = SumsDigest()

    static func += (left: inout Group, right: Group) {
      left.counters += right.counters
      left.pieces += right.pieces
      left.words += right.words
    }
  }

  private struct Counters: Equatable {
    var examples = 0
    var tokens = 0
    var truncated = 0
    var confidences = 0
    var confidenceTotal: Int64 = 0

    // Wrapping additions, because the numbers of a damaged store may be arbitrary.
    static func += (left: inout Counters, right: Counters) {
      left.examples &+= right.examples
      left.tokens &+= right.tokens
      left.truncated &+= right.truncated
      left.confidences &+= right.confidences
      left.confidenceTotal &+= right.confidenceTotal
    }
  }

  private struct MatrixCounters: Equatable {
    var matrices = 0
    var values = 0
    var bytes = 0
  }

  private var groups: [Slice: Group] = [:]
  private var matrices: [Int: MatrixCounters] = [:]

  /// Adds an example with these labels.
  /// - Precondition: The scores and the confidence are finite and below 2^31.
  mutating func add(_ example: Example, scores: ExampleScores, labels: SliceLabels) {
    for (scoring, sums) in scores.sums(of: example) {
      let group = Self.group(of: example, sums)
      for slice in Slice.slices(of: labels, scoring: scoring) { groups[slice, default: Group()] += group }
    }
  }

  private static func group(of example: Example, _ sums: TextSums) -> Group {
    var group = Group()
    group.counters.examples = 1
    group.counters.tokens = example.tokens.count
    group.counters.truncated = example.isTruncated ? 1 : 0
    if let confidence = example.confidence {
      group.counters.confidences = 1
      group.counters.confidenceTotal = FixedPoint.integer(confidence)
    }
    for piece in sums.pieces {
      let key = TotalsAccumulator.PieceKey(rawValue: piece.key)
      group.pieces.add(piece: key.id, isSpecial: key.isSpecial, Moments(count: piece.count, total: piece.total))
    }
    for word in sums.words { group.words.add(word: word.name.string.utf8, Moments(count: word.count, total: word.total)) }
    return group
  }

  /// Adds a matrix.
  mutating func add(matrixOf size: Int, codec: Int, bytes: Int) {
    var counters = matrices[codec] ?? MatrixCounters()
    counters.matrices &+= 1
    counters.values &+= size &* size
    counters.bytes &+= bytes
    matrices[codec] = counters
  }

  /// Compares the recount with the kept totals. Rows of totals with a wrong checksum are reported as damaged.
  /// - Parameters:
  ///   - database: The connection.
  ///   - settings: The store's settings.
  /// - Returns: A damage for each slice and each codec whose totals differ; empty where all agree.
  /// - Throws: Errors of SQLite.
  func differences(in database: Database, settings: StoreSettings) throws -> [Damage] {
    let labels = LabelNames(database, settings: settings)
    let expected = groups
    var damages: [Damage] = []
    var (slices, pieces, words) = ([Int64: Slice](), [Int64: SumsDigest](), [Int64: SumsDigest]())
    var stored: Set<Slice> = []
    func report(_ table: String, _ slice: Slice, _ what: String) {
      damages.append(
        Damage(
          table: table, "table \(table): \(what) of the examples \(slice.named(labels, settings.storedMethods)) are not those of a recount")
      )
    }

    let select = try DirectStatement("SELECT \(SliceCounters.columns.list) FROM slice ORDER BY id", in: database)
    while try select.step() {
      let row = SliceCounters(at: select)
      guard row.isSound, let id = row.id else { continue }
      slices[id] = row.slice
      stored.insert(row.slice)
      let counters = Counters(
        examples: row.examples, tokens: row.tokens, truncated: row.truncated, confidences: row.confidences,
        confidenceTotal: row.confidenceTotal)
      if counters != expected[row.slice]?.counters ?? Counters() { report("slice", row.slice, "the counters") }
    }
    for slice in expected.keys where !stored.contains(slice) { report("slice", slice, "the counters") }

    let tokens = try DirectStatement("SELECT \(TokenTotal.columns.list) FROM token_total", in: database)
    while try tokens.step() {
      let total = TokenTotal(at: tokens)
      pieces[total.slice, default: SumsDigest()].add(piece: total.token, isSpecial: total.special != 0, total.moments)
    }
    // Older stores have another definition of words, and their totals do not count texts.
    let isCurrent = try TotalsVersion.areCurrent(in: database)
    let rule = try SliceRule(in: database)
    if isCurrent {
      let rows = try DirectStatement("SELECT \(WordTotal.columns.list) FROM word_total", in: database)
      while try rows.step() {
        let total = WordTotal(at: rows)
        words[total.slice, default: SumsDigest()].add(word: total.word.utf8, total.moments)
      }
    }
    let none = SumsDigest()
    for (id, slice) in slices.sorted(by: { $0.key < $1.key }) {
      // Older stores count each example for one pair of labels instead of sets.
      let isKept = rule.keepsTotals(of: slice) && (isCurrent || slice.gold != Slice.any || slice.predicted != Slice.any)
      let group = isKept ? expected[slice] ?? Group() : Group()
      let expectedPieces = isCurrent ? group.pieces : group.pieces.withoutTexts
      if pieces.removeValue(forKey: id) ?? none != expectedPieces { report("token_total", slice, "the tokens") }
      if isCurrent, words.removeValue(forKey: id) ?? none != group.words { report("word_total", slice, "the words") }
    }
    for (table, rest) in [("token_total", pieces), ("word_total", words)] {
      for id in rest.keys.sorted() where rest[id] != none {
        damages.append(Damage(table: table, "table \(table): there are totals of the slice \(id), which is none"))
      }
    }
    return damages + (try matrixDifferences(database))
  }

  private func matrixDifferences(_ database: Database) throws -> [Damage] {
    var stored: [Int: MatrixCounters] = [:]
    let select = try DirectStatement("SELECT \(MatrixTotal.columns.list) FROM matrix_total", in: database)
    while try select.step() {
      let total = MatrixTotal(at: select)
      stored[total.codec] = MatrixCounters(matrices: total.matrices, values: total.values, bytes: total.bytes)
    }
    return Set(stored.keys).union(matrices.keys).sorted().compactMap { codec in
      guard stored[codec] ?? MatrixCounters() != matrices[codec] ?? MatrixCounters() else { return nil }
      let name = MatrixCodec(rawValue: codec)?.name ?? "\(codec)"
      return Damage(table: "matrix_total", "table matrix_total: the counters of the codec \(name) are not those of a recount")
    }
  }
}

extension Recount {
  /// Recounts all examples of a store and compares.
  /// - Returns: A damage for each slice and each codec whose totals differ.
  /// - Throws: `StoreError` that names an example with a damaged record; errors of SQLite.
  static func differences(in database: Database, settings: StoreSettings) throws -> [Damage] {
    var recount = Recount()
    var reader = try ExampleReader(database, settings: settings)
    let select = try DirectStatement(
      """
      SELECT \(ExampleReader.columns), \(LabelIDReader.columns) FROM example
      """, in: database)
    let ids = LabelIDReader(database, settings: settings)
    let scores = try ScoreReader(database, settings: settings)
    while try select.step() {
      let fields = try reader.fields(at: select)
      let example = try reader.example(of: fields)
      guard example.hasFiniteNumbers else {
        throw StoreError("the record of example '\(example.id)' holds a number that is none", kind: .damaged)
      }
      recount.add(
        example, scores: try scores.scores(of: fields), labels: try ids.labels(at: select, from: ExampleReader.columnCount))
    }
    let matrices = try DirectStatement("SELECT size, codec, length(payload) FROM matrix", in: database)
    while try matrices.step() {
      var matrix = matrices.cells()
      recount.add(matrixOf: matrix.next(), codec: matrix.next(), bytes: matrix.next())
    }
    return try recount.differences(in: database, settings: settings)
  }
}

extension Slice {
  /// A description for people, such as "with gold label 'a' and any predicted label".
  fileprivate func named(_ names: LabelNames, _ methods: StoredMethods) -> String {
    func quoted(_ id: Int64) -> String { (try? names.name(of: id)).map { "'\($0)'" } ?? "\(id)" }
    func name(_ id: Int64, _ kind: String) -> String {
      switch id {
      case Slice.any: "any \(kind) label"
      case Slice.without: "no \(kind) label"
      default: "the \(kind) label \(quoted(id))"
      }
    }
    let method = methods.entry(id: scoring.method).map { "\($0.method)" } ?? "method \(scoring.method)"
    let className = scoring.className == 0 ? "" : ", for class \(quoted(scoring.className))"
    let scores = scoring == .inRow ? "" : ", by \(method)\(className)"
    return "with \(name(gold, "gold")) and \(name(predicted, "predicted"))\(scores)"
  }
}

extension Example {
  /// Whether scores, logits, confidence and value are numbers that a model can produce.
  var hasFiniteNumbers: Bool {
    // Sums are in units of 2^-32, in which larger scores would overflow.
    tokens.allSatisfy { $0.score.magnitude <= FixedPoint.largestScore } && logits.allSatisfy(\.isFinite)
      && (confidence ?? 0).magnitude <= 65_536
      && (value ?? 0).isFinite
  }
}
