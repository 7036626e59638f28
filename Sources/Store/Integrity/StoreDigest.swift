import GRDB
import Support

/// A hash over all content of a store, whatever the order of its records: the sum of their SHA-256, as four numbers of 64 bits.
///
/// What depends on the order of writing (keys, ids of labels and slices), on time or on names that people gave to files (runs, the model's
/// name) stays out, and so does what is random (the salt of a store without texts, and the hashes that it goes into).
struct StoreDigest {
  private var sums: [UInt64] = [0, 0, 0, 0]

  /// 64 hexadecimal digits.
  var text: String {
    sums.map { Hexadecimal.text($0, width: 16) }.joined()
  }

  /// Adds every record.
  init(_ database: Database) throws {
    for (table, sql) in Self.records {
      let select = try DirectStatement(sql, in: database)
      while try select.step() {
        var hash = RecordHash(table: table)
        for column in 0..<Int32(select.columnCount) { select.add(column, to: &hash) }
        for (lane, number) in hash.finish().enumerated() { sums[lane] &+= number }
      }
    }
  }

  /// What of each table counts, in columns; ids are replaced by what they stand for.
  private static let records: [(table: String, sql: String)] = [
    (
      "settings",
      """
      SELECT model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers, columns, labels,
        problem_type || CASE WHEN threshold <> 0.5 THEN ' ' || threshold ELSE '' END, codec,
        stride, texts
      FROM settings
      """
    ),
    (
      "example",
      """
      SELECT example.row, example.id, coalesce(gold.name, example.labels), guess.name, example.confidence, example.value, example.truncated, example.tokens,
        example.text, example.pair, example.kept, example.token_ids, example.offsets, example.scores, example.logits, example.windows
      FROM example LEFT JOIN label gold ON gold.id = example.label LEFT JOIN label guess ON guess.id = example.predicted
      """
    ),
    (
      "text_window",
      """
      SELECT example.id, text_window.number, text_window.first, text_window.tokens, guess.name, text_window.confidence, text_window.value,
        text_window.scores, text_window.logits
      FROM text_window JOIN example ON example.key = text_window.example LEFT JOIN label guess ON guess.id = text_window.predicted
      """
    ),
    (
      "matrix",
      """
      SELECT example.id, coalesce(text_window.number, 1), matrix.key & \(MatrixKey.layers - 1), matrix.size, matrix.exponent, matrix.codec,
        matrix.payload
      FROM matrix LEFT JOIN text_window ON text_window.key = matrix.key >> 10
        JOIN example ON example.key = coalesce(text_window.example, matrix.key >> 10)
      """
    ),
    ("token", "SELECT id, piece FROM token WHERE id IN (SELECT token FROM token_total)"),
    (
      "slice",
      """
      SELECT \(slice), slice.examples, slice.tokens, slice.truncated, slice.confidences, slice.confidence_total FROM slice
      """
    ),
    (
      "token_total",
      """
      SELECT \(slice), token_total.special, token_total.token, token_total.count, token_total.total
      FROM token_total JOIN slice ON slice.id = token_total.slice
      """
    ),
    (
      "word_total",
      "SELECT \(slice), word_total.word, word_total.count, word_total.total FROM word_total JOIN slice ON slice.id = word_total.slice"
    ),
    ("matrix_total", "SELECT codec, matrices, matrix_values, bytes FROM matrix_total"),
  ]

  /// The labels of a slice: names, or the numbers that stand for "without" and "any".
  private static let slice = ["gold", "predicted"]
    .map { "CASE WHEN slice.\($0) > 0 THEN (SELECT name FROM label WHERE id = slice.\($0)) ELSE slice.\($0) END" }
    .joined(separator: ", ")
}
