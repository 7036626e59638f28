import Support

/// Makes examples of rows, wherever the rows come from.
struct ExampleUnpacking: Sendable {
  private let sets: LabelSets?
  private let classes: Set<ExactString>
  private let hasRowScores: Bool

  /// Creates the unpacking of a store with these settings.
  init(_ settings: StoreSettings) {
    sets = LabelSets(settings)
    classes = Set(settings.labels.map(ExactString.init))
    hasRowScores = settings.storedMethods.inRow != nil
  }

  /// The example in a row.
  /// - Parameters:
  ///   - fields: The row, with the names of its labels.
  ///   - damage: The error where the row is damaged.
  ///   - scores: The scores that were chosen, where these are in rows of their own; nil for those in the row.
  ///   - piece: The piece of an id.
  /// - Returns: The example.
  /// - Throws: `damage` where the row is invalid; errors of the closures.
  func example(
    of fields: ExampleFields, damage: StoreError, scores: (ExampleFields) throws -> ScoreChooser.Chosen?,
    piece: (Int32) throws -> VocabularyPiece
  ) throws -> Example {
    guard let ids = TokenBlobs.unpackIDs(fields.tokenIDs, count: fields.tokenCount),
      let offsets = TokenBlobs.unpackOffsets(fields.offsets, count: fields.tokenCount),
      let inRow = TokenBlobs.unpackFloats(fields.scores), inRow.count == (hasRowScores ? fields.tokenCount : 0),
      let logits = TokenBlobs.unpackFloats(fields.logits)
    else { throw damage }
    let chosen = try scores(fields)
    let tokenScores = chosen?.scores ?? inRow
    var tokens: [ExampleToken] = []
    tokens.reserveCapacity(ids.count)
    for (index, id) in ids.enumerated() {
      tokens.append(
        ExampleToken(
          id: id, piece: try piece(id), segment: offsets[index].segment, offsets: offsets[index].offsets, score: tokenScores[index],
          isSpecial: offsets[index].isSpecial))
    }
    var labels = fields.label.name.map { [$0] }
    if let packed = fields.labels {
      guard let unpacked = LabelSets.unpack(packed) else { throw damage }
      labels = unpacked
    }
    var example = Example(
      row: fields.row, id: fields.id, text: fields.text, pair: fields.pair, labels: labels, logits: logits,
      predicted: fields.predicted.name, confidence: fields.confidence, value: fields.value, isTruncated: fields.isTruncated, tokens: tokens,
      kept: fields.kept.values, windows: fields.windows)
    example.explanation = chosen?.explanation
    example.predictedLabels = sets?.predicted(logits)
    example.isGoldOutsideClasses = labels?.contains { !classes.contains(ExactString($0)) } ?? false
    return example
  }
}
