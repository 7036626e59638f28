/// An example in the form in which it is inserted.
///
/// Making one is the expensive part of writing (matrices are compressed, words put together); it touches no shared state, so that it is
/// made in the workers' threads, and the one writer only inserts.
public struct EncodedExample: Sendable {
  /// One token's part of the totals.
  struct Piece: Sendable {
    let id: Int32
    let isSpecial: Bool
    let name: String
    /// In units of 2^-32.
    let score: Int64
  }

  let fields: ExampleFields
  let checksum: Int64
  let matrices: [EncodedMatrix]
  let pieces: [Piece]
  let words: [(name: ExactString, score: Int64)]
  /// In units of 2^-32.
  let confidence: Int64?

  /// Encodes an example for a store that keeps texts.
  /// - Parameters:
  ///   - record: What the model said of the example.
  ///   - codec: How matrices become bytes; one that it cannot hold is kept losslessly.
  /// - Precondition: matrices are of size T with at most 1023 layers, and scores are finite.
  public init(_ record: ExampleRecord, codec: MatrixCodec = .tenthPercent) {
    self.init(record, form: ExampleForm(codec: codec))
  }

  /// Encodes an example.
  /// - Parameters:
  ///   - record: What the model said of the example.
  ///   - form: That of the store that it is for.
  /// - Precondition: matrices are of size T with at most 1023 layers, and scores are finite.
  public init(_ record: ExampleRecord, form: ExampleForm) {
    precondition(record.layers.count < MatrixKey.layers, "\(record.layers.count) layers")
    precondition(
      ([record.final] + record.layers).allSatisfy { $0.size == record.tokens.count },
      "a matrix of another size than the \(record.tokens.count) tokens of its example")
    let tokens = form.tokens(record.tokens)
    fields = ExampleFields(
      row: record.row, id: record.id, text: form.keepsTexts ? record.text : "", pair: form.keepsTexts ? record.pair : nil,
      label: record.label, predicted: record.predicted,
      confidence: record.confidence, value: record.value, isTruncated: record.isTruncated, tokenCount: record.tokens.count,
      kept: record.kept, tokenIDs: TokenBlobs.packIDs(tokens), offsets: TokenBlobs.packOffsets(tokens),
      scores: TokenBlobs.packFloats(tokens.lazy.map(\.score)), logits: TokenBlobs.packFloats(record.logits),
      content: form.contentHash(text: record.text, pair: record.pair, label: record.label), windows: 1)
    checksum = fields.checksum
    matrices =
      [EncodedMatrix(record.final, layer: .final, codec: form.codec)]
      + record.layers.enumerated().map { EncodedMatrix($1, layer: .layer($0 + 1), codec: form.codec) }
    let pieces = tokens.map {
      Piece(id: $0.id, isSpecial: $0.isSpecial, name: $0.piece, score: FixedPoint.integer($0.score))
    }
    self.pieces = pieces
    words = Word.words(of: tokens, text: fields.text, pair: fields.pair).map { word in
      // Sums of rounded scores, so that words and pieces of a slice add up to the same.
      (ExactString(word.name), word.tokens.reduce(0) { $0 + pieces[$1].score })
    }
    confidence = record.confidence.map(FixedPoint.integer)
  }

  /// The id of the example.
  public var id: String { fields.id }
  /// Its tokens, special ones included.
  public var tokenCount: Int { fields.tokenCount }
  /// Bytes of its matrices, compressed.
  public var matrixBytes: Int { matrices.reduce(0) { $0 + $1.payload.count } }
}
