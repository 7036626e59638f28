extension StoredMethods {
  /// The attributions in rows of scores, without matrices.
  /// - Parameters:
  ///   - rows: An example's rows of scores.
  ///   - window: Number of the window, from 1; 0 for the whole text.
  ///   - scores: The scores in the row of the example or window; nil where the row has none.
  ///   - count: Number of tokens of the text or window.
  ///   - classes: The model's classes, each once.
  /// - Returns: The attributions in the order of the methods and their classes; nil where a row is damaged, or belongs to no method or
  ///   class.
  func results(_ rows: [ScoreFields], window: Int, inRow scores: [Float]?, count: Int, classes: [String]) -> [AttributionResult]? {
    var results: [AttributionResult] = []
    if let entry = inRow {
      guard let scores, scores.count == count else { return nil }
      results.append(AttributionResult(entry.method, scores: scores))
    }
    for row in rows.filter({ $0.window == window }).sorted(by: { ($0.method, $0.className) < ($1.method, $1.className) }) {
      guard let entry = entry(id: row.method), entry.id > 0, let scores = row.soundScores(count: count),
        0...Int64(classes.count) ~= row.className
      else { return nil }
      results.append(
        AttributionResult(
          entry.method, className: row.className == 0 ? nil : classes[Int(row.className) - 1], scores: scores, bias: row.bias,
          logit: row.logit))
    }
    return results
  }
}
