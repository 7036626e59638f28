import Foundation

/// A parser of bytes from strangers. Any bytes must give values or an error; the fuzzer looks for traps.
enum FuzzTarget: String, CaseIterable {
  /// `model.safetensors`
  case safetensors
  /// `pytorch_model.bin`, a zip archive; other bytes are taken for the pickle inside.
  case torch
  /// A corpus: the first byte chooses CSV, TSV, JSONL or plain text.
  case corpus
  /// A matrix: the first byte chooses codec and test, the second the size.
  case codec
  /// Signed scores: the first byte chooses codec and test, the second the number of tokens.
  case scores
  /// An archive of imported scores (.npz), and an array in it.
  case archive
  /// A tokenizer and a text: the first byte chooses `tokenizer.json`, or `vocab.json` with `merges.txt`.
  case tokenizer
  /// A SentencePiece model and a text: the first byte chooses the class of the tokenizer, or takes the model for a charsmap.
  case sentencepiece
  /// A request to the server, with its body.
  case request

  /// Parses one input.
  func run(_ input: [UInt8]) {
    switch self {
    case .safetensors: CheckpointInput.safetensors(input)
    case .torch: CheckpointInput.torch(input)
    case .corpus: CorpusInput.read(input)
    case .codec: CodecInput.run(input)
    case .scores: ScoreInput.run(input)
    case .archive: ArchiveInput.read(input)
    case .tokenizer: TokenizerInput.json(input)
    case .sentencepiece: TokenizerInput.sentencePiece(input)
    case .request: RequestInput.read(input)
    }
  }
}
