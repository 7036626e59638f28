import GRDB
public import Support

// MARK: - Reads: matrices

extension AttributionStore {
  /// One matrix of an example; nil where there is no such example, or its layer was not kept.
  /// - Parameters:
  ///   - exampleID: The example.
  ///   - layer: Which of its matrices.
  ///   - window: The window, from 1, of an example that was cut into several, which has no matrix of the whole.
  ///   - method: The method; nil for the store's first.
  ///   - known: How many windows the example has, 1 where it is one piece; looked up where nil, which takes longer the longer the text is.
  /// - Returns: The matrix; that of a window has a row for each of its own tokens.
  /// - Throws: `StoreError` naming example and layer where the record is damaged, and where the example has no such window, or several and
  ///   none is named.
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
        throw StoreError("example '\(exampleID)' was cut into \(windows) windows, each with its own matrices: say which window")
      }
      guard (1...max(windows, 1)).contains(window ?? 1) else {
        throw StoreError(
          "example '\(exampleID)' has no window \(window ?? 1): there \(windows == 1 ? "is one" : "are \(windows)")", kind: .notFound)
      }
      let select = try DirectStatement(
        cached: """
          SELECT \(MatrixFields.columns.list) FROM matrix
          WHERE key = ((SELECT key FROM example WHERE id = ?) + ?) * \(MatrixKey.places) + ?
          """, in: database)
      select.bind(values: exampleID, (window ?? 1) - 1, place)
      defer { select.reset() }
      let name = layer.naming(example: exampleID, window: window, method: method)
      let damage = StoreError(
        "\(name), is damaged: globenc-index repair drops the example, so that the next run makes it anew", kind: .damaged)
      return try Self.onDamagedPage(damage) { () -> ScaledMatrix? in
        if try select.step() {
          return try Self.matrix(of: MatrixFields(at: select), place: place, name: name)
        }
        // Every example has this one.
        if place == 0 { throw damage }
        return nil
      }
    }
  }

  /// How many layers of an example were kept by the store's first method, the aggregated matrix aside; 0 where there is no such example.
  /// - Throws: `StoreError` where the file cannot be read.
  public func layerCount(exampleID: String) throws -> Int {
    try read { database in
      let select = try DirectStatement(
        cached: """
          SELECT count(*) FROM example JOIN matrix
          ON matrix.key BETWEEN example.key * \(MatrixKey.places) + 1 AND example.key * \(MatrixKey.places) + \(StoredMethods.lastPlaceOfFirst)
          WHERE example.id = ?
          """, in: database)
      select.bind(values: exampleID)
      defer { select.reset() }
      return try select.step() ? select.value() : 0
    }
  }

  /// The matrix of a row.
  /// - Parameters:
  ///   - row: The row.
  ///   - place: The place that it was found at.
  ///   - name: What messages call it.
  /// - Returns: The matrix.
  /// - Throws: `StoreError` where the row is damaged.
  static func matrix(of row: MatrixFields, place: Int, name: String) throws -> ScaledMatrix {
    guard row.checksum == row.sum(at: place) else {
      throw StoreError(
        "\(name), is damaged: its bytes do not add up to its checksum; globenc-index repair drops the example, so that the next run makes it anew",
        kind: .damaged)
    }
    guard let codec = MatrixCodec(rawValue: row.codec) else {
      throw StoreError("\(name), is in the codec \(row.codec), which this program does not know: use a newer program", kind: .damaged)
    }
    do {
      return try codec.decode(row.payload, size: row.size, exponent: row.exponent)
    } catch let error as StoreError where error.isDamage {
      throw StoreError("\(name), is damaged: \(error)", kind: .damaged)
    }
  }
}
