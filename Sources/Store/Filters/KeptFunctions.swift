import GRDB
import GRDBSQLite
import Support

/// SQL functions on kept columns.
///
/// - `kept_matches(matcher, kept)`: whether the object passes the bound `KeptMatcher`.
/// - `kept_value(kept, column)`: the value of a column, for ordering and grouping: a number as an integer or real, whether the corpus has
///   it as a number or as a text; other values as texts; NULL without a value.
/// - `kept_text(kept, column)`: the value as the corpus writes it; NULL without a value.
/// - `kept_is_text(kept, column)`: whether the value is a text, such as a field of CSV; NULL without a value.
enum KeptFunctions {
  static func register(on database: Database) {
    RowFunctions.add("kept_matches", arguments: 2, to: database) { context, _, values in
      guard let values, let pointer = sqlite3_value_pointer(values[0], "") else { return sqlite3_result_null(context) }
      let matcher = Unmanaged<KeptMatcher>.fromOpaque(pointer).takeUnretainedValue()
      sqlite3_result_int(context, KeptFunctions.withBytes(values[1], matcher.matches) ? 1 : 0)
    }
    RowFunctions.add("kept_value", arguments: 2, to: database) { context, _, values in
      guard let text = KeptFunctions.value(values)?.string else { return sqlite3_result_null(context) }
      guard DecimalNumber(text) != nil else { return KeptFunctions.give(text, to: context) }
      if let integer = Int64(text) { return sqlite3_result_int64(context, integer) }
      guard let number = Double(text), number.isFinite else { return KeptFunctions.give(text, to: context) }
      sqlite3_result_double(context, number)
    }
    RowFunctions.add("kept_text", arguments: 2, to: database) { context, _, values in
      guard let text = KeptFunctions.value(values)?.string else { return sqlite3_result_null(context) }
      KeptFunctions.give(text, to: context)
    }
    RowFunctions.add("kept_is_text", arguments: 2, to: database) { context, _, values in
      guard let value = KeptFunctions.value(values) else { return sqlite3_result_null(context) }
      if case .text = value { sqlite3_result_int(context, 1) } else { sqlite3_result_int(context, 0) }
    }
  }

  /// The value of the column named by the second of `values`; nil where it is missing or empty.
  private static func value(_ values: UnsafeMutablePointer<OpaquePointer?>?) -> KeptValue? {
    guard let values else { return nil }
    let name = withBytes(values[1]) { ExactString(String(decoding: $0, as: UTF8.self)) }
    let value = withBytes(values[0]) { KeptObject.value(of: name, in: $0) }
    return value?.string == "" ? nil : value
  }

  private static func withBytes<Result>(_ value: OpaquePointer?, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let bytes = sqlite3_value_text(value)
    return body(UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : Int(sqlite3_value_bytes(value))))
  }

  private static func give(_ text: String, to context: OpaquePointer?) {
    // SQLITE_TRANSIENT, a cast that Swift does not import: SQLite has to copy the bytes.
    let copied = unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        sqlite3_result_text(context, characters.baseAddress, Int32(characters.count), copied)
      }
    }
  }
}
