/// An example packed for insertion.
///
/// Making one is the expensive part of writing (matrices are compressed, words put together); it touches no shared state, so that it is
/// made in the workers' threads, and the one writer only inserts.
public struct PackedExample: Sendable {
  /// Whether an example of the same id is to make way for it.
  public var replaces = false

  /// Without the key, the run and the ids of labels, which are known when it is written; the checksum is that of all but the run.
  let fields: ExampleFields
  /// Whether it holds its text.
  let keepsText: Bool
  /// The matrices of the example; a text that was cut into windows has none of its own.
  let matrices: [PackedMatrix]
  /// Empty where the text was not cut.
  let windows: [PackedWindow]
  /// The scores that have rows of their own.
  let scores: [PackedScores]
  /// What it adds to the totals, by method and class.
  let sums: [(scoring: Scoring, sums: TextSums)]
  /// In units of 2^-32.
  let confidence: Int64?

  /// Packs an example for a store that keeps texts.
  /// - Parameters:
  ///   - record: What the model said of the example.
  ///   - codec: How matrices become bytes; one that it cannot hold is kept losslessly.
  /// - Precondition: matrices are of size T no more than the store can number, the methods are the store's, and scores are finite.
  public init(_ record: ExampleRecord, codec: MatrixCodec = .tenthPercent) {
    self.init(record, form: ExampleForm(codec: codec))
  }

  /// Packs an example.
  /// - Parameters:
  ///   - record: What the model said of the example.
  ///   - form: That of the store that it is for.
  /// - Precondition: matrices are of size T no more than the store can number, the methods are the store's, and scores are finite.
  public init(_ record: ExampleRecord, form: ExampleForm) {
    self.init(
      record, form: form, windows: [],
      matrices: PackedMatrix.pack(record.results, tokens: record.tokenCount, form: form))
  }

  /// Packs a text that was cut into windows.
  /// - Parameters:
  ///   - record: The text as a whole, with `AttributionResult.joined`; it has no matrices of its own, and those of `record` are not used.
  ///   - windows: The windows in the order of the text.
  ///   - form: That of the store that it is for.
  /// - Precondition: there are two windows or more, which together hold every token, and scores are finite.
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
  /// Its tokens, special ones included.
  public var tokenCount: Int { fields.tokenCount }
  /// Bytes of its matrices, compressed.
  public var matrixBytes: Int {
    (matrices + windows.flatMap(\.matrices)).reduce(0) { $0 + $1.fields.payload.count }
  }
}
