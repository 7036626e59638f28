import GRDB
import Support

/// Checks whether an example with a correct checksum is valid, and whether its windows and matrices are complete and sound.
struct RecordChecks {
  /// Largest number of windows of a text.
  private static let mostWindows = 1 << 20

  private let settings: StoreSettings
  private let labels: LabelNames
  /// Number of local matrices of each example; nil where it is unknown.
  private let layerCount: Int?
  private let selectWindows: DirectStatement
  private let selectMatrices: DirectStatement
  private let scores: ScoreChecks
  private let methods: StoredMethods
  private let findExample: DirectStatement
  private let findMatrix: DirectStatement

  init(_ database: Database, settings: StoreSettings) throws {
    self.settings = settings
    labels = LabelNames(database, settings: settings)
    layerCount = settings.layers == .final ? 0 : try Self.layers(in: database)
    selectWindows = try DirectStatement(
      """
      SELECT \(WindowFields.columns.list) FROM text_window WHERE key BETWEEN ? AND ? ORDER BY key
      """, in: database)
    selectMatrices = try DirectStatement(
      "SELECT \(MatrixFields.columns.list) FROM matrix WHERE key BETWEEN ? AND ? ORDER BY key", in: database)
    scores = try ScoreChecks(database, settings: settings)
    methods = settings.storedMethods
    findExample = try DirectStatement("SELECT key, row FROM example WHERE id = ?", in: database)
    findMatrix = try DirectStatement("SELECT 1 FROM matrix WHERE key = ?", in: database)
  }

  /// The most frequent number of layers among the first and last examples, at least one: the settings do not contain it, and a single
  /// example may have lost some.
  private static func layers(in database: Database) throws -> Int? {
    var counts: [Int: Int] = [:]
    let select = try DirectStatement("SELECT max(key) FROM matrix WHERE key BETWEEN ? AND ?", in: database)
    for order in ["ASC", "DESC"] {
      let keys = try DirectStatement("SELECT key FROM example ORDER BY key \(order) LIMIT 15", in: database)
      // Any page may be damaged.
      while (try? keys.step()) == true {
        let key = keys.value(Int64.self)
        select.bind(
          values: MatrixKey.key(example: key, place: 0), MatrixKey.key(example: key, place: StoredMethods.lastPlaceOfFirst))
        defer { select.reset() }
        guard (try? select.step()) == true, let last = select.value(Int64?.self) else { continue }
        counts[max(MatrixKey.place(of: last), 1), default: 0] += 1
      }
    }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  /// Looks an example up as a query does: a scan of the table also finds examples that a damaged page of an index, or of an inner node,
  /// hides from queries.
  func lookUp(_ example: Example, in finding: inout RecordScan.Finding) {
    findExample.bind(values: example.id)
    defer { findExample.reset() }
    var cells = findExample.cells()
    guard (try? findExample.step()) == true, cells.next(Int64.self) == finding.key, cells.next(Int.self) == example.row else {
      let what = "table example: example '\(example.id)' is not found by its id, because a page that leads to it is damaged"
      return finding.unreachable.append(Damage(table: "example", example: example.id, what))
    }
  }

  /// The faults of an example's values.
  func damages(of example: Example) -> [Damage] {
    func damage(_ what: String) -> Damage {
      Damage(table: "example", example: example.id, "table example: example '\(example.id)' \(what)")
    }
    var damages: [Damage] = []
    if !example.hasFiniteNumbers { damages.append(damage("has scores or logits that are no numbers")) }
    if !(1...Self.mostWindows ~= example.windows) { damages.append(damage("says that it was cut into \(example.windows) windows")) }
    let classes = settings.labels.count
    if !example.logits.isEmpty || settings.problemType != .none, example.logits.count != classes {
      damages.append(damage("has \(example.logits.count) logits, where the model has \(classes) classes"))
    }
    return damages
  }

  /// Checks the windows, scores and matrices of a sound example.
  func lookAtParts(of example: Example, _ fields: ExampleFields, into finding: inout RecordScan.Finding) throws {
    var sizes = [example.tokens.count]
    if example.windows > 1 {
      guard let windows = try windows(of: example, into: &finding) else { return }
      sizes = windows
    }
    let rows = try scores.lookAtScores(of: example, fields, sizes: sizes, into: &finding)
    guard let places = try places(ofMatricesOf: example, sizes: sizes, into: &finding) else { return }
    // A further method has matrices wherever it has scores.
    let ids = Set(rows.map(\.method))
    let further = methods.entries.filter { $0.places != nil && $0.id != methods.entries[0].id && ids.contains($0.id) }
    let first = methods.entries[0].places
    let layerCount = layerCount ?? max(places.flatMap { $0 }.filter { first?.contains($0) ?? false }.max() ?? 0, 1)
    let expected = further.reduce(into: Set(first == nil ? [] : Array(0...layerCount))) { $0.formUnion($1.places.map(Array.init) ?? []) }
    for (window, found) in places.enumerated() {
      for place in found.symmetricDifference(expected).sorted() {
        let what = name(ofMatrixAt: place, example: example, window: window)
        let fault = found.contains(place) ? "is one more than others have" : "is missing"
        finding.damages.append(Damage(table: "matrix", example: example.id, "table matrix: \(what), \(fault)"))
      }
    }
  }

  /// The places of the existing matrices of each window; nil where a page is damaged, which is recorded in `finding`.
  private func places(
    ofMatricesOf example: Example, sizes: [Int], into finding: inout RecordScan.Finding
  ) throws -> [Set<Int>]? {
    let first = finding.key
    let bounds = MatrixKey.bounds(from: first, through: first &+ Int64(sizes.count - 1))
    selectMatrices.bind(values: bounds.first, bounds.last)
    defer { selectMatrices.reset() }
    var places = [Set<Int>](repeating: [], count: sizes.count)
    do {
      while try selectMatrices.step() {
        let row = MatrixFields(at: selectMatrices)
        let (window, place) = (Int(MatrixKey.example(of: row.key) &- first), MatrixKey.place(of: row.key))
        guard sizes.indices.contains(window) else { continue }
        places[window].insert(place)
        if let what = damage(of: row, example: example, window: window, place: place, size: sizes[window]) {
          finding.damages.append(Damage(table: "matrix", example: example.id, "table matrix: \(what)"))
        } else {
          if !isFound(row.key) {
            let what = "table matrix: \(name(ofMatrixAt: place, example: example, window: window)), is not found by "
            finding.unreachable.append(
              Damage(table: "matrix", example: example.id, what + "its key, because a page that leads to it is damaged"))
          }
          finding.matrices.append((size: row.size, codec: row.codec, bytes: row.payload.count))
        }
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      finding.damages.append(
        Damage(table: "matrix", example: example.id, "table matrix: a page with a matrix of example '\(example.id)' is damaged"))
      return nil
    }
    return places
  }

  private func name(ofMatrixAt place: Int, example: Example, window: Int) -> String {
    let number = example.windows > 1 ? window + 1 : nil
    guard let entry = methods.entry(at: place), entry.id != methods.entries[0].id, let first = entry.places?.lowerBound else {
      return MatrixLayer(index: place).naming(example: example.id, window: number)
    }
    return MatrixLayer(index: place - first).naming(example: example.id, window: number, method: entry.method)
  }

  private func isFound(_ matrix: Int64) -> Bool {
    findMatrix.bind(values: matrix)
    defer { findMatrix.reset() }
    return (try? findMatrix.step()) == true
  }

  /// Number of tokens of each window of an example; nil where not all windows are sound, which is recorded in `finding`.
  private func windows(of example: Example, into finding: inout RecordScan.Finding) throws -> [Int]? {
    func report(_ what: String) {
      finding.damages.append(Damage(table: "text_window", example: example.id, "table text_window: \(what) of example '\(example.id)'"))
    }
    selectWindows.bind(values: finding.key, finding.key &+ Int64(example.windows - 1))
    defer { selectWindows.reset() }
    var sizes: [Int] = []
    do {
      while try selectWindows.step() {
        let number = sizes.count + 1
        let row = WindowFields(at: selectWindows)
        guard try row.isSound(labels, hasScores: methods.inRow != nil), row.number == number, row.example == finding.key,
          row.tokens >= 2, 1..<example.tokens.count ~= row.first, row.tokens <= example.tokens.count - row.first + 1
        else {
          report("window \(number)")
          return nil
        }
        sizes.append(row.tokens)
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      report("a page with the windows")
      return nil
    }
    guard sizes.count == example.windows else {
      report("\(sizes.count) of \(example.windows) windows are there")
      return nil
    }
    return sizes
  }

  private func damage(of row: MatrixFields, example: Example, window: Int, place: Int, size: Int) -> String? {
    let name = name(ofMatrixAt: place, example: example, window: window)
    guard row.size == size else { return "\(name) has \(row.size) rows, where there are \(size) tokens" }
    let isSigned = methods.entry(at: place)?.method.isSigned ?? false
    do {
      let matrix = try row.matrix(place: place, name: name)
      guard matrix.values.allSatisfy({ $0.isFinite && ($0 >= 0 || isSigned) }) else {
        return "\(name) holds a value that is negative or no number"
      }
      return nil
    } catch {
      return "\(error)"
    }
  }
}
