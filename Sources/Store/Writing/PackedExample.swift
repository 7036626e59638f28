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

  /// Packs an example for a store that keeps texts.
  /// - Parameters:
  ///   - record: The example with its attributions.
  ///   - codec: The codec of the matrices; a matrix that does not fit it is stored losslessly.
  /// - Precondition: The matrices have size T, which the store supports; the methods are the store's; scores are finite.
  public init(_ record: ExampleRecord, codec: MatrixCodec = .tenthPercent) {
    self.init(record, form: ExampleForm(codec: codec))
  }

  /// Packs an example.
  /// - Parameters:
  ///   - record: The example with its attributions.
  ///   - form: The form of the store.
  /// - Precondition: The matrices have size T, which the store supports; the methods are the store's; scores are finite.
  public init(_ record: ExampleRecord, form: ExampleForm) {
    self.init(
      record, form: form, windows: [],
      matrices: PackedMatrix.pack(record.results, tokens: record.tokenCount, form: form))
  }

  /// Packs a text that was cut into windows.
  /// - Parameters:
  ///   - record: The text as a whole, with `AttributionResult.joined`. Its matrices are ignored, because the windows have them.
  ///   - windows: The windows in the order of the text.
  ///   - form: The form of the store.
  /// - Precondition: There are at least two windows, which together contain every token; scores are finite.
  public init(_ record: ExampleRecord, windows: [PackedWindow], form: ExampleForm) {
    precondition(windows.count > 1, "a text cut into \(windows.count) windows")
    self.init(record, form: form, windows: windows, matrices: [])
  }

  private init(_ record: ExampleRecord, form: ExampleForm, windows: [PackedWindow], matrices: [PackedMatrix]) {
    let tokens = form.tokens(record.tokens)
    let inRow = record.results.first { form.scoring(of: $0) == .inRow }
    precondition((inRow != nil) == (form.methods.inRow != nil), "an example without the scores of the store's first method")
    var fields = ExampleFields(
      row: record.row, id: record.id, text: form.keepsTexts ? record.text : "", pair: form.keepsTexts ? record.pair : nil,
      label: LabelCell(name: record.label), predicted: LabelCell(name: record.predicted), confidence: record.confidence,
      value: record.value, isTruncated: record.isTruncated, tokenCount: tokens.count, kept: KeptCell(values: record.kept),
      tokenIDs: TokenBlobs.packIDs(tokens),
      offsets: TokenBlobs.packOffsets(tokens), scores: TokenBlobs.packFloats(inRow?.scores ?? []),
      logits: TokenBlobs.packFloats(record.logits),
      content: form.contentHash(text: record.text, pair: record.pair, label: record.label, labels: record.labels),
      windows: max(windows.count, 1), labels: record.labels.map(LabelSets.pack))
    fields.checksum = fields.sum
    self.fields = fields
    keepsText = form.keepsTexts
    self.windows = windows
    self.matrices = matrices
    scores = record.results.compactMap { PackedScores($0, window: 0, form: form) }
    let words = Word.words(of: tokens, text: fields.text, pair: fields.pair)
    let first = inRow.map { TextSums(of: tokens, scores: $0.scores, words: words) } ?? TextSums(tokens: tokens.count)
    sums = [(.inRow, first)] + scores.map { ($0.fields.scoring, TextSums(of: tokens, scores: $0.stored, words: words)) }
    confidence = record.confidence.map(FixedPoint.integer)
  }

  /// The id of the example.
  public var id: String { fields.id }
  /// Number of tokens, including special ones.
  public var tokenCount: Int { fields.tokenCount }
  /// Bytes of the compressed matrices.
  public var matrixBytes: Int {
    (matrices + windows.flatMap(\.matrices)).reduce(0) { $0 + $1.fields.payload.count }
  }
}
