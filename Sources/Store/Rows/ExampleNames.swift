import GRDB

/// The ids of examples with unreadable records.
enum ExampleNames {
  /// The id of an example from the index; nil where the index is unreadable, too.
  static func id(ofKey key: Int64, in database: Database) -> String? {
    guard
      let select = try? DirectStatement(
        "SELECT id FROM main.example INDEXED BY sqlite_autoindex_example_1 WHERE +key = ?", in: database)
    else { return nil }
    select.bind(values: key)
    defer { select.reset() }
    return (try? select.step()) == true ? select.value() : nil
  }
}
