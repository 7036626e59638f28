import Foundation
import GRDB
import Support
import Testing

@testable import Store

/// Changes results in a store whose checksums stay right, as no damage does.
struct ForgedResults {
  /// The store.
  let url: URL

  /// Shifts a part of the largest score of a text or window from the third token to the second one, or to the bias.
  /// - Parameters:
  ///   - method: The name of the method.
  ///   - className: The number of the class, from 1; 0 for scores without sign.
  ///   - window: The number of the window; 0 for a whole text.
  ///   - isOfCutText: Whether the text was cut into windows.
  ///   - toBias: Whether the bias gets it.
  /// - Returns: The id of the example.
  /// - Throws: Errors of SQLite.
  func shift(_ method: String, className: Int, window: Int = 0, isOfCutText: Bool = false, toBias: Bool = false) throws -> String {
    let queue = try DatabaseQueue(path: url.path)
    let id = try queue.write { database in
      let found = try Row.fetchOne(
        database,
        sql: """
          SELECT score.*, e.id AS example, coalesce(w.tokens, e.tokens) AS count
          FROM score LEFT JOIN text_window w ON w.key = score.key >> 20 AND score.window > 0
          JOIN example e ON e.key = coalesce(w.example, score.key >> 20)
          WHERE score.method = (SELECT id FROM method WHERE name = ?) AND class = ? AND window = ? AND (e.windows > 1) = ? AND count > 4
          ORDER BY score.key DESC LIMIT 1
          """, arguments: [method, className, window, isOfCutText])
      let row = try #require(found)
      var fields = ScoreFields(
        key: row["key"], window: row["window"], method: row["method"], className: row["class"], bias: row["bias"], logit: row["logit"],
        scores: Array(row["scores"] as Data))
      var scores = try ScoreCodec.decode(fields.scores, count: row["count"])
      let part = (scores.map(\.magnitude).max() ?? 0) * 0.003
      scores[2] -= part
      if toBias { fields.bias = fields.bias.map { $0 + 2000 * Double(part) } } else { scores[1] += part }
      if toBias { fields.logit = fields.logit.map { $0 + 1999 * Double(part) } }
      fields.scores = try #require(ScoreCodec(rawValue: fields.scores[0])).encode(scores)
      try database.execute(
        sql: "UPDATE score SET scores = ?, bias = ?, logit = ?, checksum = ? WHERE key = ?",
        arguments: [Data(fields.scores), fields.bias, fields.logit, fields.sum, fields.key])
      return row["example"] as String
    }
    try queue.close()
    return id
  }

  /// Changes a value of the matrix at a place.
  /// - Returns: The id of the example.
  /// - Throws: Errors of SQLite.
  func changeMatrix(at place: Int) throws -> String {
    let queue = try DatabaseQueue(path: url.path)
    let id = try queue.write { database in
      let found = try Row.fetchOne(
        database,
        sql: "SELECT matrix.*, e.id AS example FROM matrix JOIN example e ON e.key = matrix.key >> 10 WHERE matrix.key & 1023 = ?",
        arguments: [place])
      let row = try #require(found)
      let codec = try #require(MatrixCodec(rawValue: row["codec"]))
      let matrix = try codec.decode(Array(row["payload"] as Data), size: row["size"], exponent: row["exponent"])
      var values = matrix.values
      values[1] = max(values[1] + 0.01, 0.01)
      let payload = MatrixCodec.encode(ScaledMatrix(size: matrix.size, values: values, exponent: matrix.exponent), preferring: codec)
      let fields = MatrixFields(size: matrix.size, exponent: matrix.exponent, codec: payload.codec.rawValue, payload: payload.bytes)
      try database.execute(
        sql: "UPDATE matrix SET codec = ?, payload = ?, checksum = ? WHERE key = ?",
        arguments: [fields.codec, Data(fields.payload), fields.sum(at: place), row["key"] as Int64])
      return row["example"] as String
    }
    try queue.close()
    return id
  }
}
