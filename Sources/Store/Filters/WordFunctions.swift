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
    let pattern = Unmanaged<WordPattern>.fromOpaque(pointer).takeUnretainedValue()
    // Without its text, the pieces of an example spell its words.
    let (text, pair) = (bytes(values[4]), bytes(values[5]))
    if let text, !pattern.mayOccur(in: text), pair.map(pattern.mayOccur) != true { return nil }
    guard let scores = TokenBlobs.unpackFloats(RowFunctions.blob(values[3])),
      let ids = TokenBlobs.unpackIDs(RowFunctions.blob(values[1]), count: scores.count),
      let offsets = TokenBlobs.unpackOffsets(RowFunctions.blob(values[2]), count: scores.count),
      scores.allSatisfy({ $0.magnitude <= FixedPoint.largestScore })
    else { return nil }
    let columns = TokenColumns(ids: ids, offsets: offsets, scores: scores.map { FixedPoint.integer($0) })
    let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    return pattern.find(in: columns, text: WordText(text ?? empty), pair: WordText(pair ?? empty))
  }

  /// The bytes of a text; nil for NULL.
  private static func bytes(_ value: OpaquePointer?) -> UnsafeBufferPointer<UInt8>? {
    sqlite3_value_text(value).map { UnsafeBufferPointer(start: $0, count: Int(sqlite3_value_bytes(value))) }
  }
}
