import Support

/// The choice among the models that split words into pieces, by `type`.
enum SavedPieceModel {
  /// Makes the model.
  /// - Parameters:
  ///   - saved: The model as the file describes it.
  ///   - preTokenizer: The step before it. Where the model can read the bytes that this would write as printable characters, it is changed to
  ///     leave them as they are.
  /// - Returns: The model.
  /// - Throws: `EngineError` that names a type that is not supported.
  static func read(_ saved: SavedModel, behind preTokenizer: inout (any PreTokenizer)?) throws -> any PieceModel {
    switch saved.type {
    case "WordPiece": return try WordPieceModel(saved)
    case "BPE":
      guard let keeping = keepingBytes(preTokenizer), let model = try BPE(bytesOf: saved) else { return try BPE(saved) }
      preTokenizer = keeping
      return model
    case "Unigram": return try Unigram(saved)
    default:
      throw EngineError("\(saved.file): model of type '\(saved.type.prefix(80))' is not supported; 'BPE', 'Unigram' and 'WordPiece' are")
    }
  }

  /// The pre-tokenizer without its last step, `ByteLevel`, writing bytes as characters; nil where it has no such step.
  private static func keepingBytes(_ preTokenizer: (any PreTokenizer)?) -> (any PreTokenizer)? {
    if var byteLevel = preTokenizer as? ByteLevel {
      byteLevel.keepsBytes = true
      return byteLevel
    }
    guard let steps = (preTokenizer as? PreTokenizerSequence)?.steps, let last = keepingBytes(steps.last) else { return nil }
    return PreTokenizerSequence(steps: steps.dropLast() + [last])
  }
}
