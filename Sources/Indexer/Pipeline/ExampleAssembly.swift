import Engine
import Store

/// Puts together what the store keeps of an example, from the row, its tokens and what the model said.
struct ExampleAssembly: Sendable {
  private let pieces: [String]
  private let classNames: [String]
  private let problemType: ModelConfiguration.ProblemType
  private let hasHead: Bool
  private let labels: LabelMapping

  init(model: AttributionModel) {
    pieces = model.tokenizer.pieces
    classNames = model.configuration.labels
    problemType = model.configuration.problemType
    hasHead = model.hasHead
    labels = LabelMapping(model: model)
  }

  /// The record of one example.
  func record(_ encoded: EncodedRow, _ attribution: Attribution) -> ExampleRecord {
    let (row, encoding) = (encoded.row, encoded.encoding)
    let prediction = hasHead ? Prediction(logits: attribution.logits, problemType: problemType) : nil
    return ExampleRecord(
      row: row.place.row, id: row.id, text: row.text, pair: row.pair, label: row.label.map(labels.name(for:)),
      logits: hasHead ? attribution.logits : [], predicted: prediction?.label.map { classNames[$0] }, confidence: prediction?.confidence,
      value: prediction?.value, isTruncated: encoding.isTruncated, tokens: tokens(encoding, scores: attribution.scores), kept: row.kept,
      final: MatrixRecord(attribution.final), layers: attribution.layers.map { MatrixRecord($0) })
  }

  /// The tokens of a text; without scores they all have none, which is 0.
  func tokens(_ encoding: Encoding, scores: [Float]? = nil) -> [ExampleRecord.Token] {
    encoding.inputIDs.indices.map { position in
      let id = encoding.inputIDs[position]
      return ExampleRecord.Token(
        id: id, piece: pieces[Int(id)], segment: encoding.tokenTypeIDs[position], offsets: encoding.offsets[position],
        score: scores?[position] ?? 0)
    }
  }
}

extension MatrixRecord {
  /// The engine's matrix; the two parts know nothing of each other's types.
  fileprivate init(_ matrix: ScaledMatrix) {
    self.init(size: matrix.size, values: matrix.values, exponent: matrix.exponent)
  }
}
