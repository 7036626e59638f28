/// A window of a text in the form in which it is inserted.
///
/// Made as soon as the model is done with the window: its matrices wait for the other windows compressed.
public struct EncodedWindow: Sendable {
  /// What the model said of it.
  public let record: WindowRecord
  let matrices: [EncodedMatrix]

  /// Encodes a window.
  /// - Parameters:
  ///   - record: What the model said of it.
  ///   - final: Its rollout. `[T, T]`
  ///   - layers: Its local matrices, first layer first. `[L]` of `[T, T]`
  ///   - form: That of the store that it is for.
  /// - Precondition: matrices are of the window's size with at most 1023 layers, and scores are finite.
  public init(_ record: WindowRecord, final: MatrixRecord, layers: [MatrixRecord], form: ExampleForm) {
    self.record = record
    matrices = EncodedMatrix.encode(final: final, layers: layers, tokens: record.scores.count, codec: form.codec)
  }
}
