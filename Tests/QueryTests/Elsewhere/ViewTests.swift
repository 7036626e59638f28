import Foundation
import GRDB
import Testing

/// The properties of the views that other programs need to parse them and to type their columns; DuckDB itself may not be installed.
struct ViewTests {
  /// The types of the documented columns, by view.
  static let columns: [(view: String, types: [(name: String, type: String)])] = [
    (
      "example_view",
      [
        ("row", "integer"), ("id", "text"), ("label", "text"), ("predicted", "text"), ("confidence", "real"), ("value", "real"),
        ("tokens", "integer"), ("truncated", "integer"), ("windows", "integer"), ("text", "text"), ("pair", "text"), ("kept", "text"),
      ]
    ), ("label_view", [("label", "text"), ("predicted", "text"), ("examples", "integer"), ("mean_confidence", "real")]),
    (
      "token_view",
      [
        ("label", "text"), ("predicted", "text"), ("token", "text"), ("special", "integer"), ("count", "integer"), ("mean", "real"),
        ("total", "real"),
      ]
    ),
    ("word_view", [("label", "text"), ("predicted", "text"), ("word", "text"), ("count", "integer"), ("mean", "real"), ("total", "real")]),
    (
      "window_view",
      [
        ("example", "text"), ("window", "integer"), ("first", "integer"), ("tokens", "integer"), ("predicted", "text"),
        ("confidence", "real"),
        ("value", "real"),
      ]
    ),
    (
      "matrix_view",
      [
        ("example", "text"), ("window", "integer"), ("layer", "integer"), ("size", "integer"), ("exponent", "integer"),
        ("codec", "integer"),
        ("bytes", "integer"),
      ]
    ),
  ]

  @Test func everyJoinHasItsConditionAndNoFunctionIsSQLitesOwn() throws {
    let store = try SampleStore()
    let views = try DatabaseQueue(path: store.url.path).read {
      try Row.fetchAll($0, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'view'").map {
        ($0["name"] as String, $0["sql"] as String)
      }
    }
    #expect(Set(views.map(\.0)).isSuperset(of: Self.columns.map(\.view)))
    for (name, sql) in views {
      #expect(sql.matches(of: #/\bJOIN\b/#).count == sql.matches(of: #/\bON\b/#).count, "\(name)")
      let functions = Set(sql.matches(of: #/\b([a-z_]+)\(/#).map { String($0.output.1) })
      #expect(functions.isSubset(of: ["coalesce", "length", "hex", "round"]), "\(name): \(functions)")
      // Other databases only have the length of a text.
      #expect(sql.matches(of: #/\blength\(/#).count == sql.matches(of: #/\blength\(hex\(/#).count, "\(name)")
    }
  }

  @Test func everyColumnHoldsOneTypeOfValue() throws {
    let store = try SampleStore()
    try DatabaseQueue(path: store.url.path).read { database in
      for (view, types) in Self.columns {
        for (name, type) in types {
          let found = try String.fetchSet(database, sql: "SELECT typeof(\"\(name)\") FROM \(view)")
          #expect(found.subtracting(["null"]).isSubset(of: [type]), "\(view).\(name): \(found)")
        }
      }
      let bytes = try Int.fetchAll(database, sql: "SELECT bytes FROM matrix_view ORDER BY example")
      #expect(
        try bytes
          == Int.fetchAll(database, sql: "SELECT length(payload) FROM matrix JOIN example ON example.key = matrix.key >> 10 ORDER BY id"))
    }
  }
}
