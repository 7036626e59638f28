import GRDB
import GRDBSQLite

/// The keys of several stores that are read as one, over a connection to which each is attached.
///
/// A key of an example is its key in its own store, with the number of that store in the bits above it. The views over all stores have the
/// two apart as well, as `local` and `part`, so that a row is found by its key without a scan.
enum JoinedKeys {
  /// Largest number of stores: SQLite attaches no more.
  static let mostParts = 10
  /// Number of bits of a key of an example or window in its own store. With the bits of the store, the numbers of rows of scores behind it
  /// still fit into 64 bits.
  static let bits = 38

  /// The name under which a store is attached.
  static func schema(_ part: Int) -> String { "part\(part)" }
}

extension Database {
  /// Whether the connection reads several stores as one.
  var isJoined: Bool { sqlite3_db_filename(sqliteConnection, JoinedKeys.schema(0)) != nil }
}

/// A table whose keys begin with the key of an example or window.
enum KeyedTable: String {
  case example
  case window = "text_window"
  case matrix
  case score

  /// Number of bits behind the key of the example or window.
  var numberBits: Int {
    switch self {
    case .example, .window: 0
    case .matrix: 10
    case .score: 20
    }
  }

  /// The lowest bit of the number of the store.
  private var bits: Int { JoinedKeys.bits + numberBits }

  /// An SQL expression: a key of a part in the view over all parts.
  func joined(_ column: String, part: Int) -> String { "\(column) + (\(part) << \(bits))" }

  /// An SQL condition for the row with a key.
  /// - Parameters:
  ///   - key: A parameter with a number, such as `?1`.
  ///   - database: The connection.
  /// - Returns: The condition.
  func hasKey(_ key: String, in database: Database) -> String {
    guard database.isJoined else { return "\(rawValue).key = \(key)" }
    return "\(rawValue).part = \(key) >> \(bits) AND \(rawValue).local = \(local(key))"
  }

  /// An SQL condition for the rows with keys from one to another, both of the same example or of its windows.
  func hasKey(from first: String, through last: String, in database: Database) -> String {
    guard database.isJoined else { return "\(rawValue).key BETWEEN \(first) AND \(last)" }
    return "\(rawValue).part = \(first) >> \(bits) AND \(rawValue).local BETWEEN \(local(first)) AND \(local(last))"
  }

  /// An SQL condition for the rows with the keys of a JSON array.
  func hasKey(amongJSON keys: String, in database: Database) -> String {
    guard database.isJoined else { return "\(rawValue).key IN (SELECT value FROM json_each(\(keys)))" }
    return "\(rawValue).local IN (SELECT \(local("value")) FROM json_each(\(keys)) WHERE value >> \(bits) = \(rawValue).part)"
  }

  private func local(_ key: String) -> String { "(\(key) & \((Int64(1) << bits) - 1))" }
}
