public import Support

/// An example packed for insertion.
///
/// Creating it is the expensive part of writing (compressing matrices, joining words) and touches no shared state. Workers' threads do it,
/// so that the single writer only has to insert.
public struct PackedExample: Sendable {
  /// Whether it replaces an existing example with the same id.
  public var replaces = false

  /// The row, without the key, the run and the label ids, which are unknown before writing; the checksum covers everything but the run.
  let fields: ExampleFields
  /// Whether it contains its text.
  let keepsText: Bool
  /// The matrices of the example; empty for a text that was split into windows.
  let matrices: [PackedMatrix]
  /// Empty for a text in one piece.
  let windows: [PackedWindow]
  /// Scores for rows of their own.
  let scores: [PackedScores]
  /// The sums for the totals, by method and class.
  let sums: [(scoring: Scoring, sums: TextSums)]
  /// Confidence in units of 2^-32.
  let confidence: Int64?

  /// Packs an example with its attributions.
  /// - Parameters:
  ///   - example: The example. The scores of its tokens and its number of windows are ignored: the attributions have the scores.
  ///   - results: An attribution by each method of the store, and for each class where the method is signed.
  ///   - form: The form of the store.
  /// - Precondition: The results include one by the store's first method. Each has a score for each token; scores are finite, and the
  ///   matrices have size T, which the store supports.
  public init(_ example: Example, results: [AttributionResult], form: ExampleForm) {
    self.init(
      example, results: results, form: form, windows: [],
      matrices: PackedMatrix.pack(results, tokens: example.tokens.count, form: form))
  }

  /// Packs an example with its attribution by N-Enc: the tokens have the scores.
  /// - Parameters:
  ///   - example: The example.
  ///   - final: The rollout. `[T, T]`
  ///   - layers: The local matrices from the first layer on. `[L]` of `[T, T]`
  ///   - form: The form of the store.
  /// - Precondition: The matrices have size T, which the store supports; N-Enc is the store's first method; scores are finite.
  public init(_ example: Example, final: ScaledMatrix, layers: [ScaledMatrix], form: ExampleForm) {
    let result = AttributionResult(.nEnc, scores: example.tokens.map(\.score), final: final, layers: layers)
    self.init(example, results: [result], form: form)
  }

  /// Packs a text that was cut into windows.
  /// - Parameters:
  ///   - example: The text as a whole; the scores of its tokens are ignored.
  ///   - results: The attributions of the whole text, from `AttributionResult.joined`. Their matrices are ignored, because the windows have
  ///     them.
  ///   - windows: The windows in the order of the text.
  ///   - form: The form of the store.
  /// - Precondition: There are at least two windows, which together contain every token; each result has a score for each token; scores
  ///   are finite.
  public init(_ example: Example, results: [AttributionResult], windows: [PackedWindow], form: ExampleForm) {
    precondition(windows.count > 1, "a text cut into \(windows.count) windows")
    self.init(example, results: results, form: form, windows: windows, matrices: [])
  }

  private init(
    _ example: Example, results: [AttributionResult], form: ExampleForm, windows: [PackedWindow], matrices: [PackedMatrix]
  ) {
    let count = example.tokens.count
    precondition(!results.isEmpty && results.allSatisfy { $0.scores.count == count }, "results of other than \(count) tokens")
    let tokens = form.tokens(example.tokens)
    let inRow = results.first { form.scoring(of: $0) == .inRow }
    precondition((inRow != nil) == (form.methods.inRow != nil), "an example without the scores of the store's first method")
    // The row has a single gold label by its id, and any other number of them as a list.
    let label = example.label
    let labels = label == nil ? example.labels : nil
    var fields = ExampleFields(
      row: example.row, id: example.id, text: form.keepsTexts ? example.text : "", pair: form.keepsTexts ? example.pair : nil,
      label: LabelCell(name: label), predicted: LabelCell(name: example.predicted), confidence: example.confidence,
      value: example.value, isTruncated: example.isTruncated, tokenCount: count, kept: KeptCell(values: example.kept),
      tokenIDs: TokenBlobs.packIDs(tokens), offsets: TokenBlobs.packOffsets(tokens), scores: TokenBlobs.packFloats(inRow?.scores ?? []),
      logits: TokenBlobs.packFloats(example.logits),
      content: form.contentHash(text: example.text, pair: example.pair, label: label, labels: labels),
      windows: max(windows.count, 1), labels: labels.map(LabelSets.pack))
    fields.checksum = fields.sum
    self.fields = fields
    keepsText = form.keepsTexts
    self.windows = windows
    self.matrices = matrices
    scores = results.compactMap { PackedScores($0, window: 0, form: form) }
    let words = Word.words(of: tokens, text: fields.text, pair: fields.pair)
    let first = inRow.map { TextSums(of: tokens, scores: $0.scores, words: words) } ?? TextSums(tokens: count)
    sums = [(.inRow, first)] + scores.map { ($0.fields.scoring, TextSums(of: tokens, scores: $0.stored, words: words)) }
    confidence = example.confidence.map(FixedPoint.integer)
  }

  /// The id of the example.
  public var id: String { fields.id }
  /// Number of tokens, including special ones.
  public var tokenCount: Int { fields.tokenCount }
  /// Bytes of the scores in each row of their own.
  public var scoreBytes: [Int] { scores.map(\.fields.scores.count) }
  /// Bytes of the compressed matrices.
  public var matrixBytes: Int {
    (matrices + windows.flatMap(\.matrices)).reduce(0) { $0 + $1.fields.payload.count }
  }
}
