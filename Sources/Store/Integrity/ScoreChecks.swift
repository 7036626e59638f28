import GRDB

/// Checks the scores of an example in rows of their own: their checksums and their values.
struct ScoreChecks {
  private let settings: StoreSettings
  private let methods: StoredMethods
  private let reader: ScoreReader
  /// The ids of imported methods, which have scores of whole texts only.
  private let imported: Set<Int64>

  init(_ database: Database, settings: StoreSettings) throws {
    self.settings = settings
    methods = settings.storedMethods
    imported = methods.importedIDs
    reader = try ScoreReader(database, settings: settings)
  }

  /// Checks the scores of a sound example.
  /// - Parameters:
  ///   - example: The example.
  ///   - fields: The example's row.
  ///   - sizes: Number of tokens of each window, or of the example where it has no windows.
  ///   - finding: Receives the scores where all are sound, otherwise the damages.
  /// - Returns: The rows; empty where one is damaged.
  /// - Throws: Errors of SQLite other than a damaged page.
  func lookAtScores(
    of example: Example, _ fields: ExampleFields, sizes: [Int], into finding: inout RecordScan.Finding
  ) throws -> [ScoreFields] {
    func report(_ what: String) {
      finding.damages.append(Damage(table: "score", example: example.id, "table score: \(what)"))
    }
    let rows: [ScoreFields]
    do { rows = try reader.rows(ofExample: finding.key, windows: example.windows) } catch let error as DatabaseError
      where error.resultCode == .SQLITE_CORRUPT
    {
      report("a page with scores of example '\(example.id)' is damaged")
      return []
    }
    var seen: Set<[Int64]> = []
    for row in rows {
      let isNew = seen.insert([Int64(row.window), row.method, row.className]).inserted
      if let fault = fault(of: row, count: row.window == 0 ? example.tokens.count : size(of: row, sizes))
        ?? (isNew ? nil : "are there twice")
      {
        report("\(name(of: row, example: example.id)) \(fault)")
      }
    }
    let computed = rows.filter { !imported.contains($0.method) }
    let scorings = Dictionary(grouping: computed, by: \.window).mapValues { Set($0.map(\.scoring)) }
    for window in sizes.count > 1 ? Array(1...sizes.count) : [] where scorings[window] != scorings[0] {
      report("the scores of example '\(example.id)', window \(window), are not by the methods and for the classes of the whole text")
    }
    guard finding.damages.isEmpty else { return [] }
    finding.scores = ExampleScores(fields, rows)
    if finding.scores == nil { report("the scores of example '\(example.id)' are not of its tokens") }
    return rows
  }

  /// Number of tokens of the row's window; nil where there is no such window.
  private func size(of row: ScoreFields, _ sizes: [Int]) -> Int? {
    sizes.count > 1 && 1...sizes.count ~= row.window ? sizes[row.window - 1] : nil
  }

  private func name(of row: ScoreFields, example: String) -> String {
    let method = methods.entry(id: row.method).map { "\($0.method)" } ?? "method \(row.method)"
    let classes = settings.classes
    let name = 1...Int64(max(classes.count, 1)) ~= row.className && !classes.isEmpty ? " for '\(classes[Int(row.className) - 1])'" : ""
    return "the scores of example '\(example)'\(row.window == 0 ? "" : ", window \(row.window),") by \(method)\(name)"
  }

  /// The fault of a row; nil where it is sound.
  private func fault(of row: ScoreFields, count: Int?) -> String? {
    guard row.checksum == row.sum else { return "do not agree with their checksum" }
    guard let entry = methods.entry(id: row.method), entry.id > 0 else { return "are of no method of the store" }
    guard 0...Int64(settings.classes.count) ~= row.className, entry.method.isSigned || row.className == 0 else { return "are of no class" }
    guard row.window == 0 || !imported.contains(row.method) else { return "are imported, and imported scores are of whole texts" }
    guard let count, let scores = row.soundScores(count: count) else { return "are not of its tokens" }
    // Sums are in units of 2^-32, in which larger scores would overflow.
    guard scores.allSatisfy({ $0.magnitude <= FixedPoint.largestScore }), (row.bias ?? 0).isFinite, (row.logit ?? 0).isFinite else {
      return "are no numbers that a model can have said"
    }
    guard let bias = row.bias, let logit = row.logit else { return nil }
    let sum = scores.reduce(bias) { $0 + Double($1) }
    return abs(sum - logit) <= Self.tolerance(of: scores, in: ScoreCodec(rawValue: row.scores[0]) ?? .exact, bias: bias, logit: logit)
      ? nil : "and their bias do not add up to the logit"
  }

  /// Largest difference between the logit and the sum of sound scores and bias: the codec's error for each score, which is half a step, and
  /// the rounding of a sum of so many numbers in single precision, in which a method may compute them. It is at least 1e-5 of the numbers'
  /// sizes, because the scores of windows, which are rounded for themselves, may cancel.
  static func tolerance(of scores: [Float], in codec: ScoreCodec, bias: Double, logit: Double) -> Double {
    let sizes = scores.map { Double($0.magnitude) }
    let rounding = max(Double(scores.count + 2) * 0x1p-24, 1e-5)
    return Double(scores.count) * codec.maxError * (sizes.max() ?? 0) + rounding * (sizes.reduce(0, +) + bias.magnitude + logit.magnitude)
  }
}
