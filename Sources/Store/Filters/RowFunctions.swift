import GRDB
import GRDBSQLite
import Support

/// SQL functions that SQLite calls for each example, so that it filters, sorts and limits listings itself.
///
/// They read SQLite's values in place: GRDB would copy and box each of them.
///
/// - `text_contains(pattern, text, pair)`: whether the bound `TextPattern` occurs in text or pair.
/// - `has_token(token_ids, id)`: whether an example has a token.
/// - `token_in_top(token_ids, offsets, scores, id, k)`: whether a token is among the k tokens with the highest scores.
/// - `label_sets_pass(test, label, labels, logits)`: whether the label sets of an example pass the bound `LabelSetTest`.
/// - `tally(counter)`: increments the bound `Tally`; the result is 0.
/// - `fixed_point(number)`: the number in units of 2^-32; NULL for NULL and for numbers that are no scores.
/// - `decoded_scores(scores, count)`: the scores of a row of `score` as 4-byte floats; no bytes where their number is not `count`, and NULL
///   for NULL.
/// - `token_score(token_ids, offsets, scores, id)`: the highest score of a token's occurrences; NULL where it does not occur.
///
/// Special tokens have neither rank nor score. Damaged blobs hold no tokens; reading the example reports the damage.
enum RowFunctions {
  /// Registers the functions with a connection.
  static func register(on database: Database) {
    addFixedPoint(to: database)
    addTally(to: database)
    KeptFunctions.register(on: database)
    WordFunctions.register(on: database)
    add("text_contains", arguments: 3, to: database) { context, _, values in
      guard let values, let pointer = sqlite3_value_pointer(values[0], "") else { return sqlite3_result_null(context) }
      let pattern = Unmanaged<TextPattern>.fromOpaque(pointer).takeUnretainedValue()
      let isFound = RowFunctions.text(values[1], pattern.occurs) || RowFunctions.text(values[2], pattern.occurs)
      sqlite3_result_int(context, isFound ? 1 : 0)
    }
    add("label_sets_pass", arguments: 4, to: database) { context, _, values in
      guard let values, let pointer = sqlite3_value_pointer(values[0], "") else { return sqlite3_result_null(context) }
      let test = Unmanaged<LabelSetTest>.fromOpaque(pointer).takeUnretainedValue()
      let label = sqlite3_value_type(values[1]) == SQLITE_NULL ? nil : sqlite3_value_int64(values[1])
      let labels =
        sqlite3_value_type(values[2]) == SQLITE_NULL ? nil : String(decoding: RowFunctions.blob(values[2]), as: UTF8.self)
      sqlite3_result_int(context, test.passes(label: label, labels: labels, logits: RowFunctions.blob(values[3])) ? 1 : 0)
    }
    add("has_token", arguments: 2, to: database) { context, _, values in
      guard let values else { return sqlite3_result_null(context) }
      let wanted = UInt64(bitPattern: sqlite3_value_int64(values[1]))
      var reader = VariableLengthReader(RowFunctions.blob(values[0]))
      while let id = reader.next() {
        if id == wanted { return sqlite3_result_int(context, 1) }
      }
      sqlite3_result_int(context, 0)
    }
    add("token_in_top", arguments: 5, to: database) { context, _, values in
      guard let values, let row = RankedRow(values) else { return sqlite3_result_null(context) }
      let isIn = row.isInTop(Int32(truncatingIfNeeded: sqlite3_value_int64(values[3])), Int(sqlite3_value_int64(values[4])))
      sqlite3_result_int(context, isIn ? 1 : 0)
    }
    add("decoded_scores", arguments: 2, to: database) { context, _, values in
      guard let values, sqlite3_value_type(values[0]) != SQLITE_NULL else { return sqlite3_result_null(context) }
      guard let scores = try? ScoreCodec.decode(RowFunctions.blob(values[0]), count: Int(sqlite3_value_int64(values[1]))) else {
        return sqlite3_result_zeroblob(context, 0)
      }
      let bytes = TokenBlobs.packFloats(scores)
      bytes.withUnsafeBytes { sqlite3_result_blob(context, $0.baseAddress, Int32($0.count), DirectStatement.copied) }
    }
    add("token_score", arguments: 4, to: database) { context, _, values in
      guard let values, let score = RankedRow(values)?.highestScore(of: Int32(truncatingIfNeeded: sqlite3_value_int64(values[3]))) else {
        return sqlite3_result_null(context)
      }
      sqlite3_result_double(context, Double(score))
    }
  }

  private static func addTally(to database: Database) {
    // Not marked as deterministic, because SQLite must call it for each row.
    add("tally", arguments: 1, to: database, flags: SQLITE_UTF8) { context, _, values in
      if let values, let pointer = sqlite3_value_pointer(values[0], "") {
        Unmanaged<Tally>.fromOpaque(pointer).takeUnretainedValue().count += 1
      }
      sqlite3_result_int(context, 0)
    }
  }

  private static func addFixedPoint(to database: Database) {
    add("fixed_point", arguments: 1, to: database) { context, _, values in
      guard let values, sqlite3_value_type(values[0]) != SQLITE_NULL, case let number = sqlite3_value_double(values[0]),
        number.magnitude <= Double(FixedPoint.largestScore)
      else { return sqlite3_result_null(context) }
      sqlite3_result_int64(context, FixedPoint.integer(number))
    }
  }

  typealias Function = @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void

  static func add(
    _ name: String, arguments: Int32, to database: Database, flags: Int32 = SQLITE_UTF8 | SQLITE_DETERMINISTIC, _ function: Function
  ) {
    let code = sqlite3_create_function_v2(database.sqliteConnection, name, arguments, flags, nil, function, nil, nil, nil)
    precondition(code == SQLITE_OK, "SQLite could not take the function \(name): code \(code)")
  }

  private static func text(_ value: OpaquePointer?, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
    guard let bytes = sqlite3_value_text(value) else { return false }
    return body(UnsafeBufferPointer(start: bytes, count: Int(sqlite3_value_bytes(value))))
  }

  static func blob(_ value: OpaquePointer?) -> [UInt8] {
    guard let bytes = sqlite3_value_blob(value) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_value_bytes(value))))
  }
}

/// The ordinary tokens of an example, with their scores.
private struct RankedRow {
  private let ids: [Int32]
  private let offsets: [TokenBlobs.Place]
  private let scores: [Float]

  /// Reads the columns token_ids, offsets and scores; nil where they contradict each other.
  init?(_ values: UnsafeMutablePointer<OpaquePointer?>) {
    guard let scores = TokenBlobs.unpackFloats(RowFunctions.blob(values[2])),
      let ids = TokenBlobs.unpackIDs(RowFunctions.blob(values[0]), count: scores.count),
      let offsets = TokenBlobs.unpackOffsets(RowFunctions.blob(values[1]), count: scores.count)
    else { return nil }
    (self.ids, self.offsets, self.scores) = (ids, offsets, scores)
  }

  func highestScore(of id: Int32) -> Float? {
    ids.indices.filter { ids[$0] == id && !offsets[$0].isSpecial }.map { scores[$0] }.max()
  }

  func isInTop(_ id: Int32, _ limit: Int) -> Bool {
    // Of a token's occurrences, the first one with the highest score has the best rank.
    guard let score = highestScore(of: id),
      let place = ids.indices.first(where: { ids[$0] == id && !offsets[$0].isSpecial && scores[$0] == score })
    else { return false }
    let better = ids.indices.filter { !offsets[$0].isSpecial && (scores[$0] > score || (scores[$0] == score && $0 < place)) }
    return better.count < limit
  }
}
