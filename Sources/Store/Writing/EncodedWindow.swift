/// A window of a text, encoded for insertion.
///
/// It is made as soon as the model has run the window, so that its matrices are compressed while they wait for the other windows.
public struct EncodedWindow: Sendable {
  /// The results of the model.
  public let record: WindowRecord
  let matrices: [EncodedMatrix]

  /// Encodes a window.
  /// - Parameters:
  ///   - record: The results of the model.
  ///   - final: Its rollout. `[T, T]`
  ///   - layers: Its local matrices, first layer first. `[L]` of `[T, T]`
  ///   - form: The form of the store.
  /// - Precondition: Matrices have the window's size, there are at most 1023 layers, and scores are finite.
  public init(_ record: WindowRecord, final: MatrixRecord, layers: [MatrixRecord], form: ExampleForm) {
    self.record = record
    matrices = EncodedMatrix.encode(final: final, layers: layers, tokens: record.scores.count, codec: form.codec)
  }
}
