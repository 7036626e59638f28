import Foundation

/// A parser of bytes that come from strangers. Whatever they are, it ends in values or in an error; a trap is what the fuzzer looks for.
enum FuzzTarget: String, CaseIterable {
  /// `model.safetensors`
  case safetensors
  /// `pytorch_model.bin`, a zip archive; what does not begin as one is taken for the pickle within.
  case torch
  /// A corpus: the first byte chooses CSV, TSV, JSONL or plain text.
  case corpus
  /// A matrix: the first byte chooses the codec and what is done, the second the size.
  case codec
  /// Signed scores: the first byte chooses the codec and what is done, the second the number of tokens.
  case scores

  /// Parses one input.
  func run(_ input: [UInt8]) {
    switch self {
    case .safetensors: CheckpointInput.safetensors(input)
    case .torch: CheckpointInput.torch(input)
    case .corpus: CorpusInput.read(input)
    case .codec: CodecInput.run(input)
    case .scores: ScoreInput.run(input)
    }
  }
}
