import GRDB
import GRDBSQLite
import Support

/// Names of labels by id, within one access to the database; each is read once.
///
/// The names of the model's classes come from the settings; the table's names of the classes are ignored.
final class LabelNames {
  private let database: Database
  private var known: [Int64: String] = [:]

  convenience init(_ database: Database, settings: StoreSettings) {
    self.init(database, classes: settings.classes)
  }

  /// Creates the names; the first labels are the given classes.
  init(_ database: Database, classes: [String]) {
    self.database = database
    for (place, name) in classes.enumerated() { known[Int64(place + 1)] = name }
  }

  /// The name of a label; nil for a nil id.
  /// - Throws: `StoreError` where the label is unknown or damaged; errors of SQLite.
  func name(ifAny id: Int64?) throws -> String? {
    try id.map(name)
  }

  /// The name of a label in a slice; nil for examples without a label.
  /// - Throws: `StoreError` where the label is unknown or damaged; errors of SQLite.
  func name(inSlice id: Int64) throws -> String? {
    id == Slice.without ? nil : try name(of: id)
  }

  /// The name of a label.
  /// - Throws: `StoreError` where the label is unknown or damaged; errors of SQLite.
  func name(of id: Int64) throws -> String {
    if let name = known[id] { return name }
    let name = try read(id)
    known[id] = name
    return name
  }

  /// The name of a label; nil where it is damaged.
  /// - Throws: Errors of SQLite.
  func soundName(of id: Int64) throws -> String? {
    do { return try name(of: id) } catch let error as StoreError where error.isDamage { return nil }
  }

  /// The id of the label with a name; nil where there is none.
  /// - Throws: `StoreError` where the index leads to another label, or to a damaged one; errors of SQLite.
  func id(of name: String) throws -> Int64? {
    let wanted = ExactString(name)
    if let id = known.first(where: { ExactString($0.value) == wanted })?.key { return id }
    let select = try DirectStatement(cached: "SELECT id FROM label WHERE name = ?", in: database)
    select.bind(values: name)
    defer { select.reset() }
    guard try select.step() else { return nil }
    let id = select.value(Int64.self)
    guard ExactString(try self.name(of: id)) == wanted else { throw Self.damage("the index of labels does not lead to '\(name)'") }
    return id
  }

  /// The error for a damaged label.
  private static func damage(_ what: String) -> StoreError {
    StoreError(
      "\(what): the store is damaged; globenc-index repair drops the examples concerned, so that the next run makes them anew",
      kind: .damaged)
  }

  /// Reads a name after checking its length, because reading the column would load a name of any length into memory.
  private func read(_ id: Int64) throws -> String {
    var value: OpaquePointer?
    let code = sqlite3_blob_open(database.sqliteConnection, "main", "label", "name", id, 0, &value)
    defer { sqlite3_blob_close(value) }
    guard code == SQLITE_OK else {
      // There is no row, or it has a number in place of a name.
      if code == SQLITE_ERROR { throw Self.damage("label \(id) has no name") }
      throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
    let count = Int(sqlite3_blob_bytes(value))
    guard count <= LabelLimit.bytes else {
      throw Self.damage("the name of label \(id) has \(count) bytes, where \(LabelLimit.bytes) are the most")
    }
    var bytes = [UInt8](repeating: 0, count: count)
    let result = sqlite3_blob_read(value, &bytes, Int32(count), 0)
    guard result == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: result)) }
    let select = try DirectStatement(cached: "SELECT checksum FROM label WHERE id = ?", in: database)
    select.bind(values: id)
    defer { select.reset() }
    let label = LabelFields(id: id, name: String(decoding: bytes, as: UTF8.self))
    guard try select.step(), select.value(Int64?.self) == label.sum else {
      throw Self.damage("the name of label \(id) does not agree with its checksum")
    }
    return label.name
  }
}

extension StoreSettings {
  /// The names of the model's classes in order, each once: the first labels of a store.
  var classes: [String] {
    var seen: Set<ExactString> = []
    return labels.filter { seen.insert(ExactString($0)).inserted }
  }
}
