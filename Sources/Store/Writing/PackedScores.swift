/// Scores that go to a row of their own, packed for insertion.
struct PackedScores: Sendable {
  /// The row without its key, which is unknown before writing.
  let fields: ScoreFields
  /// The scores after decoding; the totals sum these.
  let stored: [Float]

  /// Encodes scores; nil for scores that belong into the row of the example or window.
  /// - Parameters:
  ///   - result: An attribution by a method and for a class of the store, with finite scores.
  ///   - window: Number of the window, from 1; 0 for the whole text.
  ///   - form: The form of the store.
  init?(_ result: AttributionResult, window: Int, form: ExampleForm) {
    let scoring = form.scoring(of: result)
    guard scoring != .inRow else { return nil }
    precondition((result.bias ?? 0).isFinite && (result.logit ?? 0).isFinite, "a bias or logit that is no number")
    precondition(result.scores.allSatisfy { $0.magnitude <= FixedPoint.largestScore }, "a score larger than a store accepts")
    // Unsigned scores stay exact.
    let codec: ScoreCodec = result.method.isSigned ? form.codec.signedScores : .exact
    var fields = ScoreFields(
      window: window, method: scoring.method, className: scoring.className, bias: result.bias, logit: result.logit,
      scores: codec.encode(result.scores))
    fields.checksum = fields.sum
    self.fields = fields
    guard let stored = fields.soundScores(count: result.scores.count) else { preconditionFailure("scores that were not encoded") }
    self.stored = stored
  }
}
