import Foundation
import GRDB

/// `has_token(token_ids, id)`: whether an example has a token, so that listings can be filtered and limited by SQLite.
enum TokenFunction {
  static let function = DatabaseFunction("has_token", argumentCount: 2, pure: true) { values in
    guard let bytes = Data.fromDatabaseValue(values[0]), let wanted = Int64.fromDatabaseValue(values[1]) else { return false }
    var reader = VariableLengthReader([UInt8](bytes))
    while let id = reader.next() {
      if id == UInt64(bitPattern: wanted) { return true }
    }
    return false
  }
}
