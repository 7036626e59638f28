public import Support

/// A window of a text packed for insertion.
///
/// It is created as soon as the model has run the window, so that its matrices wait for the other windows in compressed form.
public struct PackedWindow: Sendable {
  /// The window with its attributions, without matrices.
  public let record: WindowRecord
  let matrices: [PackedMatrix]
  /// The scores for the row of the window; empty where the store's first method is signed.
  let inRow: [Float]
  /// The scores for rows of their own. They have no window number yet, because it is unknown before writing.
  let scores: [PackedScores]

  /// Packs a window.
  /// - Parameters:
  ///   - record: The window with its attributions.
  ///   - form: The form of the store.
  /// - Precondition: The matrices have the size of the window, which the store supports; scores are finite.
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
  ///   - record: The window with its attributions.
  ///   - final: The rollout. `[T, T]`
  ///   - layers: The local matrices from the first layer on. `[L]` of `[T, T]`
  ///   - form: The form of the store.
  /// - Precondition: The matrices have the size of the window, which the store supports; scores are finite.
  public init(_ record: WindowRecord, final: ScaledMatrix, layers: [ScaledMatrix], form: ExampleForm) {
    var record = record
    (record.results[0].final, record.results[0].layers) = (final, layers)
    self.init(record, form: form)
  }

  /// The window with other signed attributions: those without sign and the matrices stay.
  /// - Parameters:
  ///   - results: All attributions of the window, without matrices; those without sign are the window's own.
  ///   - form: The form of the store.
  /// - Returns: The window.
  public func with(results: [AttributionResult], form: ExampleForm) -> PackedWindow {
    var record = record
    record.results = results
    return PackedWindow(
      record: record, matrices: matrices, inRow: inRow, scores: results.compactMap { PackedScores($0, window: 0, form: form) })
  }

  private init(record: WindowRecord, matrices: [PackedMatrix], inRow: [Float], scores: [PackedScores]) {
    (self.record, self.matrices, self.inRow, self.scores) = (record, matrices, inRow, scores)
  }
}
