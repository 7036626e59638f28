import GRDB
public import Support

// MARK: - Reads: matrices

extension AttributionStore {
  /// A matrix of an example; nil where there is no such example, or the matrix was not kept.
  /// - Parameters:
  ///   - exampleID: Id of the example.
  ///   - layer: The layer of the matrix, or the aggregated matrix.
  ///   - window: Number of the window, from 1, for an example that was split into windows; such an example has no matrix of the whole text.
  ///   - method: The method; nil for the store's first.
  ///   - known: Number of the example's windows, 1 where its text is one piece. With nil it is looked up, which takes longer for longer
  ///     texts.
  /// - Returns: The matrix. The matrix of a window has a row for each token of the window.
  /// - Throws: `StoreError` that names the example and the layer, where the record is damaged, where the example has no such window, or
  ///   where it has several windows and `window` is nil.
  public func matrix(exampleID: String, layer: MatrixLayer, window: Int? = nil, method: Method? = nil, of known: Int? = nil) throws
    -> ScaledMatrix?
  {
    let methods = settings.storedMethods
    guard let places = (method.map(methods.entry) ?? methods.entries[0])?.places, layer.index < places.count else { return nil }
    let place = places.lowerBound + layer.index
    return try read { database in
      let windows = try known ?? Self.onDamagedPage(ExampleReader.damage(exampleID)) { try windowCount(exampleID: exampleID, in: database) }
      guard let windows else { return nil }
      guard window != nil || windows == 1 else {
        throw StoreError(
          "example '\(exampleID)' was cut into \(windows) windows, each with its own matrices: say which window", kind: .misused)
      }
      guard (1...max(windows, 1)).contains(window ?? 1) else {
        throw StoreError(
          "example '\(exampleID)' has no window \(window ?? 1): there \(windows == 1 ? "is one" : "are \(windows)")", kind: .notFound)
      }
      let select = try DirectStatement(
        cached: """
          SELECT \(MatrixFields.columns.list) FROM matrix WHERE \(KeyedTable.matrix.hasKey("?1", in: database))
          """, in: database)
      defer { select.reset() }
      let name = layer.naming(example: exampleID, window: window, method: method)
      let damage = StoreError(
        "\(name), is damaged: globenc-index repair drops the example, so that the next run makes it anew", kind: .damaged)
      return try Self.onDamagedPage(damage) { () -> ScaledMatrix? in
        let key = try exampleKey(exampleID, in: database).map { MatrixKey.key(example: $0 &+ Int64((window ?? 1) - 1), place: place) }
        key.bind(to: select, 1)
        if try select.step() {
          return try MatrixFields(at: select).matrix(place: place, name: name)
        }
        // Every example has the aggregated matrix.
        if place == 0 { throw damage }
        return nil
      }
    }
  }

  /// Number of local matrices of an example by a method, the store's first unless one is named; 0 where there is no such example, or the
  /// method has no matrices.
  /// - Throws: `StoreError` where the file cannot be read.
  public func layerCount(exampleID: String, method: Method? = nil) throws -> Int {
    let methods = settings.storedMethods
    guard let places = (method.map(methods.entry) ?? methods.entries[0])?.places else { return 0 }
    return try read { database in
      guard let key = try exampleKey(exampleID, in: database) else { return 0 }
      let select = try DirectStatement(
        cached: "SELECT count(*) FROM matrix WHERE \(KeyedTable.matrix.hasKey(from: "?1", through: "?2", in: database))", in: database)
      select.bind(
        values: MatrixKey.key(example: key, place: places.lowerBound + 1), MatrixKey.key(example: key, place: places.upperBound))
      defer { select.reset() }
      return try select.step() ? select.value() : 0
    }
  }
}
