package import Store
import Support

extension AttributionStore {
  /// A matrix of an example, or of one window of it, with a row for each of its tokens.
  /// - Throws: `QueryFailure` where the layer was not kept, there is no such window, the matrix does not fit the example, or the example
  ///   was indexed in windows and none is chosen; `StoreError` where a record is damaged.
  package func requireMatrix(of example: Example, layer: MatrixLayer, window: Int? = nil, method: Method? = nil) throws -> PlacedMatrix {
    try ExampleMatrices(of: example, in: self, by: method).require(layer, window: window)
  }
}

/// The matrices of one example. The positions of its windows are read once, for any number of matrices.
struct ExampleMatrices {
  private let example: Example
  private let store: AttributionStore
  private let method: Method
  private let windows: [WindowRecord]

  /// Reads the example's windows.
  /// - Parameters:
  ///   - example: The example.
  ///   - store: The store of the example.
  ///   - method: The method of the matrices; nil for the store's first.
  /// - Throws: `QueryFailure` where the method has no matrices; `StoreError` where the record of a window is damaged.
  init(of example: Example, in store: AttributionStore, by method: Method? = nil) throws {
    (self.example, self.store, self.method) = (example, store, method ?? store.settings.method)
    if self.method.aggregate == nil {
      var seen: Set<String> = []
      let others = store.settings.methods.map(\.method).filter { $0.aggregate != nil && seen.insert($0.name).inserted }.map(\.name)
      throw QueryFailure.noResult(
        "the method '\(self.method.name)' has no matrices" + (others.isEmpty ? "" : ": the store has some by \(Suggestions.list(others))"))
    }
    windows = try store.windows(exampleID: example.id)
  }

  /// A matrix of the example, or of one window of it, with a row for each of its tokens.
  /// - Throws: As `AttributionStore.requireMatrix(of:layer:window:)`.
  func require(_ layer: MatrixLayer, window: Int? = nil) throws -> PlacedMatrix {
    let positions = try positions(window)
    // Messages name a method where the store has another.
    let named = method == store.settings.method ? nil : method
    guard let matrix = try store.matrix(exampleID: example.id, layer: layer, window: window, method: named, of: max(windows.count, 1))
    else {
      throw try missing(layer)
    }
    guard matrix.size == positions.count else {
      throw QueryFailure.damaged(
        "the matrix of example '\(example.id)' is damaged: it has \(Counted.text(matrix.size, "row")) for "
          + Counted.text(positions.count, "token"))
    }
    return PlacedMatrix(positions: positions, matrix: matrix, window: example.windows > 1 ? window : nil)
  }

  /// The positions of the tokens of the example, or of its window, among the example's tokens.
  private func positions(_ window: Int?) throws -> [Int] {
    let (id, count) = (example.id, example.tokens.count)
    guard !windows.isEmpty else {
      guard (window ?? 1) == 1 else { throw QueryFailure.noResult("example '\(id)' is one piece: it has no window \(window ?? 1)") }
      return Array(0..<count)
    }
    guard let window else {
      throw QueryFailure.wrongUsage(
        "example '\(id)' was indexed in \(windows.count) windows, each with matrices of its own: choose one with --window 1 to "
          + "--window \(windows.count)")
    }
    guard windows.indices.contains(window - 1) else {
      throw QueryFailure.noResult("example '\(id)' has no window \(window): there are \(windows.count)")
    }
    let positions = windows[window - 1].positions
    guard positions.lowerBound >= 1, positions.upperBound < count else {
      throw QueryFailure.damaged("window \(window) of example '\(id)' is damaged: it reaches beyond the text")
    }
    return [0] + positions + [count - 1]
  }

  private func missing(_ layer: MatrixLayer) throws -> QueryFailure {
    if layer == .final { return .noResult("example '\(example.id)' has no matrix by \(method)") }
    let layers = try store.layerCount(exampleID: example.id, method: method)
    if method != store.settings.method, layers == 0 {
      return .noResult("the store keeps only the final matrix by \(method) of each example, not layer \(layer)")
    }
    if store.settings.layers == .final {
      return .noResult(
        "the store keeps only the final matrix of each example, not layer \(layer): index the corpus with --layers all to keep every layer")
    }
    return .noResult("example '\(example.id)' has no layer \(layer): the model has \(Counted.text(layers, "layer"))")
  }
}
