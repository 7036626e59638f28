/// Scores that go to a row of their own, packed for insertion.
struct PackedScores: Sendable {
  /// Without the key, which is known when they are written.
  let fields: ScoreFields
  /// The scores as they are stored: totals are made of these.
  let stored: [Float]

  /// Encodes scores; nil for those that go to the row of the example, or of the window.
  /// - Parameters:
  ///   - result: The result, of a method and class of the store's, with finite scores.
  ///   - window: The window, from 1; 0 for the whole text.
  ///   - form: The form of the store.
  init?(_ result: AttributionResult, window: Int, form: ExampleForm) {
    let scoring = form.scoring(of: result)
    guard scoring != .inRow else { return nil }
    // Scores without sign stay exact.
    let codec: ScoreCodec = result.method.isSigned && form.codec != .lossless ? .sixteenBits : .exact
    var fields = ScoreFields(
      window: window, method: scoring.method, className: scoring.className, bias: result.bias, logit: result.logit,
      scores: codec.encode(result.scores))
    fields.checksum = fields.sum
    self.fields = fields
    guard let stored = fields.soundScores(count: result.scores.count) else { preconditionFailure("scores that were not encoded") }
    self.stored = stored
  }
}
