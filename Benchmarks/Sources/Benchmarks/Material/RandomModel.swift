import Foundation
import Support

/// A classifier with random weights, of the size of a known model, in the files that Hugging Face would write. All families have BERT's
/// tokenizer.
///
/// The vocabulary is [PAD], 99 unused pieces, the special tokens at their usual ids, and made-up words of one piece each ("w104" ...), so
/// that a text of n such words has n + 2 tokens.
struct RandomModel {
  let name: String
  var family = Family.bert
  /// `L`
  let layers: Int
  /// `D`
  let size: Int
  /// `H`
  let heads: Int
  /// `F`
  let intermediate: Int

  static let bertBase = RandomModel(name: "random-bert-base", layers: 12, size: 768, heads: 12, intermediate: 3_072)
  static let distilBERTBase = RandomModel(
    name: "random-distilbert-base", family: .distilBERT, layers: 6, size: 768, heads: 12, intermediate: 3_072)
  static let robertaBase = RandomModel(
    name: "random-roberta-base", family: .roberta, layers: 12, size: 768, heads: 12, intermediate: 3_072)
  static let debertaV3Base = RandomModel(
    name: "random-deberta-v3-base", family: .deberta(hasDistances: true), layers: 12, size: 768, heads: 12, intermediate: 3_072)
  /// The same without relative positions.
  static let debertaWithoutDistances = RandomModel(
    name: "random-deberta-without-distances", family: .deberta(hasDistances: false), layers: 12, size: 768, heads: 12, intermediate: 3_072)
  /// Two models whose layers are little more than their attention blocks.
  static let debertaAttention = RandomModel(
    name: "random-deberta-attention", family: .deberta(hasDistances: true), layers: 12, size: 768, heads: 12, intermediate: 16)
  static let attentionWithoutDistances = RandomModel(
    name: "random-attention-without-distances", family: .deberta(hasDistances: false), layers: 12, size: 768, heads: 12, intermediate: 16)
  static let miniLM = RandomModel(name: "random-minilm-l6", layers: 6, size: 384, heads: 12, intermediate: 1_536)

  /// `V`
  static let vocabulary = 30_522
  static let positions = 512
  /// The first id of a made-up word.
  static let firstWord = 104

  struct Tensor {
    var name: String
    var shape: [Int]
    /// The value of all elements; random numbers where nil.
    var value: Float?
    var count: Int { shape.reduce(1, *) }
  }

  /// The model's directory in `folder`; writes the model unless it exists.
  func written(in folder: URL) throws -> URL {
    let directory = folder.appending(path: name)
    if FileManager.default.fileExists(atPath: directory.path) { return directory }
    // The folder is renamed when it is complete, so that an interrupted run leaves no incomplete model.
    let partial = folder.appending(path: "\(name).\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: partial, withIntermediateDirectories: true)
    try Data(configuration.utf8).write(to: partial.appending(path: "config.json"))
    try Data(#"{"do_lower_case": true, "model_max_length": 512, "tokenizer_class": "BertTokenizer"}"#.utf8)
      .write(to: partial.appending(path: "tokenizer_config.json"))
    let unused = (0..<99).map { "[unused\($0)]" }
    let words = (Self.firstWord..<Self.vocabulary).map { "w\($0)" }
    let pieces = ["[PAD]"] + unused + ["[UNK]", "[CLS]", "[SEP]", "[MASK]"] + words
    try Data((pieces.joined(separator: "\n") + "\n").utf8).write(to: partial.appending(path: "vocab.txt"))
    try writeWeights(to: partial.appending(path: "model.safetensors"))
    try FileManager.default.moveItem(at: partial, to: directory)
    return directory
  }

  /// Writes the weights in small pieces, because memory used here would count as a benchmark's peak memory.
  private func writeWeights(to url: URL) throws {
    let tensors = tensors
    var offset = 0
    let entries = tensors.map { tensor in
      defer { offset += 4 * tensor.count }
      return "\"\(tensor.name)\":{\"dtype\":\"F32\",\"shape\":\(tensor.shape),\"data_offsets\":[\(offset),\(offset + 4 * tensor.count)]}"
    }
    var header = Data("{\"__metadata__\":{\"format\":\"pt\"},\(entries.joined(separator: ","))}".utf8)
    header.append(Data(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8))
    try Data().write(to: url)
    let file = try FileHandle(forWritingTo: url)
    try file.write(contentsOf: withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) })
    try file.write(contentsOf: header)
    var random = SeededNumbers(seed: 1)
    // A uniform distribution with standard deviation 0.02, the one of BERT's initial weights.
    let width = Float(0.02 * 12.0.squareRoot())
    for tensor in tensors {
      for start in stride(from: 0, to: tensor.count, by: 1 << 18) {
        let values = (start..<min(start + 1 << 18, tensor.count)).map { _ in tensor.value ?? (Float(random.unit()) - 0.5) * width }
        try file.write(contentsOf: values.withUnsafeBytes { Data($0) })
      }
    }
    try file.close()
  }
}
