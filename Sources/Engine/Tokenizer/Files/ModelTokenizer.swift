import Foundation

/// The choice among the kinds of tokenizers.
enum ModelTokenizer {
  /// Reads the tokenizer of a model directory.
  /// - Throws: `EngineError` where files are missing, damaged or of a tokenizer that is not supported.
  static func read(_ directory: URL) throws -> any Tokenizer { try PipelineTokenizer(modelDirectory: directory) }
}
