import GRDB
import GRDBSQLite

/// SQL functions on the words of an example; their first argument is a bound `WordPattern`.
///
/// - `word_score(pattern, token_ids, offsets, scores, text, pair)`: the highest score of the word's occurrences; NULL where it does not
///   occur.
/// - `word_rank(pattern, token_ids, offsets, scores, text, pair)`: the number of words with a higher score; NULL where it does not occur.
enum WordFunctions {
  static func register(on database: Database) {
    RowFunctions.add("word_score", arguments: 6, to: database) { context, _, values in
      guard let find = WordFunctions.find(values) else { return sqlite3_result_null(context) }
      sqlite3_result_double(context, FixedPoint.double(find.score))
    }
    RowFunctions.add("word_rank", arguments: 6, to: database) { context, _, values in
      guard let find = WordFunctions.find(values) else { return sqlite3_result_null(context) }
      sqlite3_result_int64(context, Int64(find.rank))
    }
  }

  private static func find(_ values: UnsafeMutablePointer<OpaquePointer?>?) -> WordPattern.Find? {
    guard let values, let pointer = sqlite3_value_pointer(values[0], "") else { return nil }
    guard let scores = TokenBlobs.unpackFloats(RowFunctions.blob(values[3])),
      let ids = TokenBlobs.unpackIDs(RowFunctions.blob(values[1]), count: scores.count),
      let offsets = TokenBlobs.unpackOffsets(RowFunctions.blob(values[2]), count: scores.count),
      scores.allSatisfy({ $0.magnitude <= FixedPoint.largestScore })
    else { return nil }
    let columns = TokenColumns(ids: ids, offsets: offsets, scores: scores.map { FixedPoint.integer($0) })
    return Unmanaged<WordPattern>.fromOpaque(pointer).takeUnretainedValue()
      .find(in: columns, text: text(values[4]), pair: text(values[5]))
  }

  private static func text(_ value: OpaquePointer?) -> WordText {
    let bytes = sqlite3_value_text(value)
    return WordText(UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : Int(sqlite3_value_bytes(value))))
  }
}
