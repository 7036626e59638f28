public import Support

/// A window of a text packed for insertion.
///
/// Made as soon as the model is done with the window: its matrices wait for the other windows compressed.
public struct PackedWindow: Sendable {
  /// What the model said of it, without its matrices.
  public let record: WindowRecord
  let matrices: [PackedMatrix]
  /// The scores that go to the row of the window; empty where the store's first method has a sign.
  let inRow: [Float]
  /// The scores that have rows of their own, as though they were those of a text: the window's number is known when they are written.
  let scores: [PackedScores]

  /// Packs a window.
  /// - Parameters:
  ///   - record: What the model said of it.
  ///   - form: That of the store that it is for.
  /// - Precondition: matrices are of the window's size, no more than the store can number, and scores are finite.
  public init(_ record: WindowRecord, form: ExampleForm) {
    matrices = PackedMatrix.pack(record.results, tokens: record.scores.count, form: form)
    inRow = record.results.first { form.scoring(of: $0) == .inRow }?.scores ?? []
    precondition(inRow.isEmpty == (form.methods.inRow == nil), "a window without the scores of the store's first method")
    scores = record.results.compactMap { PackedScores($0, window: 0, form: form) }
    var record = record
    for place in record.results.indices { (record.results[place].final, record.results[place].layers) = (nil, []) }
    self.record = record
  }

  /// Packs a window with the matrices of its first result.
  /// - Parameters:
  ///   - record: What the model said of it.
  ///   - final: Its rollout. `[T, T]`
  ///   - layers: Its local matrices, first layer first. `[L]` of `[T, T]`
  ///   - form: That of the store that it is for.
  /// - Precondition: matrices are of the window's size, no more than the store can number, and scores are finite.
  public init(_ record: WindowRecord, final: ScaledMatrix, layers: [ScaledMatrix], form: ExampleForm) {
    var record = record
    (record.results[0].final, record.results[0].layers) = (final, layers)
    self.init(record, form: form)
  }
}
