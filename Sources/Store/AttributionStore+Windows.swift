import GRDB
import Support

// MARK: - Reads: windows of long texts

extension AttributionStore {
  /// The windows that an example was cut into, in the order of the text; none where it is one piece, or there is no such example.
  /// - Throws: `StoreError` naming example and window where a record is damaged or missing.
  public func windows(exampleID: String) throws -> [WindowRecord] {
    try read { database in
      let count = try windowCount(exampleID: exampleID, in: database) ?? 1
      guard count > 1 else { return [] }
      let select = try DirectStatement(
        """
        SELECT \(WindowFields.columns.list) FROM text_window
        WHERE key >= (SELECT key FROM example WHERE id = ?) ORDER BY key LIMIT ?
        """, in: database)
      select.bind(values: exampleID, count)
      let labels = LabelNames(database, settings: settings)
      var windows: [WindowRecord] = []
      for number in 1...count {
        guard try select.step(), case let fields = WindowFields(at: select), fields.number == number,
          let window = try fields.record(labels)
        else {
          throw StoreError(
            "window \(number) of example '\(exampleID)' is damaged: globenc-index repair drops the example, so that the next run makes it anew",
            kind: .damaged)
        }
        windows.append(window)
      }
      return windows
    }
  }

  /// How many windows an example was cut into, 1 where it is one piece; nil where there is no such example.
  func windowCount(exampleID: String, in database: Database) throws -> Int? {
    let select = try DirectStatement(cached: "SELECT windows FROM example WHERE id = ?", in: database)
    select.bind(values: exampleID)
    defer { select.reset() }
    return try select.step() ? select.value() : nil
  }
}
