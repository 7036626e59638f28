import GRDB

/// Whether an example whose record agrees with its checksum makes sense, and whether its windows and matrices are all there and sound.
struct RecordChecks {
  /// No text is cut into more.
  private static let mostWindows = 1 << 20

  private let settings: StoreSettings
  private let labels: LabelNames
  /// How many layers each example has, its aggregated matrix aside; nil where that cannot be told.
  private let layerCount: Int?
  private let selectWindows: DirectStatement
  private let selectMatrices: DirectStatement
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
    findExample = try DirectStatement("SELECT key, row FROM example WHERE id = ?", in: database)
    findMatrix = try DirectStatement("SELECT 1 FROM matrix WHERE key = ?", in: database)
  }

  /// How many layers most of the first and last examples have, one at least: the settings do not say, and a single one may have lost some.
  private static func layers(in database: Database) throws -> Int? {
    var counts: [Int: Int] = [:]
    let select = try DirectStatement("SELECT max(key) FROM matrix WHERE key BETWEEN ? AND ?", in: database)
    for order in ["ASC", "DESC"] {
      let keys = try DirectStatement("SELECT key FROM example ORDER BY key \(order) LIMIT 15", in: database)
      // Pages may be damaged anywhere.
      while (try? keys.step()) == true {
        let key = keys.value(Int64.self)
        let bounds = MatrixKey.bounds(from: key, through: key)
        select.bind(values: bounds.first, bounds.last)
        defer { select.reset() }
        guard (try? select.step()) == true, let last = select.value(Int64?.self) else { continue }
        counts[max(MatrixKey.layer(of: last).index, 1), default: 0] += 1
      }
    }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  /// Looks an example up as a query does: a damaged page of an index, or high up in a tree, hides what a scan of the tree finds.
  func lookUp(_ example: StoredExample, in finding: inout RecordScan.Finding) {
    findExample.bind(values: example.id)
    defer { findExample.reset() }
    var cells = findExample.cells()
    guard (try? findExample.step()) == true, cells.next(Int64.self) == finding.key, cells.next(Int.self) == example.row else {
      let what = "table example: example '\(example.id)' is not found by its id, because a page that leads to it is damaged"
      return finding.unreachable.append(Damage(table: "example", example: example.id, what))
    }
  }

  /// What makes no sense about an example.
  func damages(of example: StoredExample) -> [Damage] {
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

  /// Looks at the windows and matrices of a sound example.
  func lookAtMatrices(of example: StoredExample, into finding: inout RecordScan.Finding) throws {
    var sizes = [example.tokens.count]
    if example.windows > 1 {
      guard let windows = try windows(of: example, into: &finding) else { return }
      sizes = windows
    }
    let first = finding.key
    let bounds = MatrixKey.bounds(from: first, through: first &+ Int64(sizes.count - 1))
    selectMatrices.bind(values: bounds.first, bounds.last)
    defer { selectMatrices.reset() }
    // The layers of each window that are there.
    var layers = [Set<Int>](repeating: [], count: sizes.count)
    do {
      while try selectMatrices.step() {
        let row = MatrixFields(at: selectMatrices)
        let (window, layer) = (Int(MatrixKey.example(of: row.key) &- first), MatrixKey.layer(of: row.key))
        guard sizes.indices.contains(window) else { continue }
        layers[window].insert(layer.index)
        if let what = damage(of: row, example: example, window: window, layer: layer, size: sizes[window]) {
          finding.damages.append(Damage(table: "matrix", example: example.id, "table matrix: \(what)"))
        } else {
          if !isFound(row.key) {
            let what =
              "table matrix: \(layer.naming(example: example.id, window: example.windows > 1 ? window + 1 : nil)), is not found by "
            finding.unreachable.append(
              Damage(table: "matrix", example: example.id, what + "its key, because a page that leads to it is damaged"))
          }
          finding.matrices.append((size: row.size, codec: row.codec, bytes: row.payload.count))
        }
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      finding.damages.append(
        Damage(table: "matrix", example: example.id, "table matrix: a page with a matrix of example '\(example.id)' is damaged"))
      return
    }
    let layerCount = layerCount ?? max(layers.flatMap { $0 }.max() ?? 0, 1)
    for (window, found) in layers.enumerated() {
      for layer in found.symmetricDifference(0...layerCount).sorted() {
        let what = MatrixLayer(index: layer).naming(example: example.id, window: sizes.count > 1 ? window + 1 : nil)
        let fault = layer > layerCount ? "is one more than others have" : "is missing"
        finding.damages.append(Damage(table: "matrix", example: example.id, "table matrix: \(what), \(fault)"))
      }
    }
  }

  private func isFound(_ matrix: Int64) -> Bool {
    findMatrix.bind(values: matrix)
    defer { findMatrix.reset() }
    return (try? findMatrix.step()) == true
  }

  /// How many tokens each window of an example has; nil, the damage being told, where not all of them are sound.
  private func windows(of example: StoredExample, into finding: inout RecordScan.Finding) throws -> [Int]? {
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
        guard let window = try row.record(labels), row.number == number, row.example == finding.key,
          window.scores.allSatisfy(\.isFinite), window.logits.allSatisfy(\.isFinite), window.scores.count >= 2,
          1..<example.tokens.count ~= window.first, window.scores.count <= example.tokens.count - window.first + 1
        else {
          report("window \(number)")
          return nil
        }
        sizes.append(window.scores.count)
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

  private func damage(of row: MatrixFields, example: StoredExample, window: Int, layer: MatrixLayer, size: Int) -> String? {
    let number = example.windows > 1 ? window + 1 : nil
    let name = layer.naming(example: example.id, window: number)
    guard row.size == size else { return "\(name) has \(row.size) rows, where there are \(size) tokens" }
    do {
      let matrix = try AttributionStore.matrix(of: row, exampleID: example.id, layer: layer, window: number)
      guard matrix.values.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return "\(name) holds a value that is negative or no number" }
      return nil
    } catch {
      return "\(error)"
    }
  }
}
