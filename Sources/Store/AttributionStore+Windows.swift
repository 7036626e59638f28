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
        SELECT \(WindowRow.columns) FROM text_window
        WHERE text_window.key >= (SELECT key FROM example WHERE id = ?) ORDER BY text_window.key LIMIT ?
        """, in: database)
      select.bind(1, exampleID)
      select.bind(2, count)
      let labels = LabelNames(database, settings: settings)
      var windows: [WindowRecord] = []
      for number in 1...count {
        guard try select.step(), select.int(0) == number, let window = try WindowRow.record(at: select, labels: labels) else {
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
    select.bind(1, exampleID)
    defer { select.reset() }
    return try select.step() ? select.int(0) : nil
  }
}
