import Foundation
import TestSupport

/// A BERT of one layer and hidden size 4 with random weights, whose configuration may lack some fields.
struct TinyModel {
  static let vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "good", "bad", "film"]
  private static let size = 4

  /// The value of `type_vocab_size`.
  var types = 2
  /// The value of `max_position_embeddings`.
  var positions = 16
  /// Number of classes; nil for a model without a classification head.
  var labels: Int? = 2
  /// Further fields of config.json, each preceded by a comma.
  var configuration = ""
  /// Files beside vocab.txt.
  var tokenizer: [String: String] = [:]

  /// Writes the model into a folder "model" of the directory, and returns its path.
  func write(to directory: TemporaryDirectory) throws -> URL {
    var random = RandomNumbers(seed: 11)
    var data = Data()
    var entries: [String] = []
    for (name, shape) in shapes {
      let values = random.floats(shape.reduce(1, *))
      let begin = data.count
      for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) } }
      entries.append("\"\(name)\":{\"dtype\":\"F32\",\"shape\":\(shape),\"data_offsets\":[\(begin),\(data.count)]}")
    }
    let header = Data("{\(entries.joined(separator: ","))}".utf8)
    let length = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
    _ = try directory.write(length + header + data, to: "model/model.safetensors")
    _ = try directory.write(Self.vocabulary.map { $0 + "\n" }.joined(), to: "model/vocab.txt")
    for (name, text) in tokenizer { _ = try directory.write(text, to: "model/\(name)") }
    // Fields that are missing here have transformers' defaults.
    let fields = """
      {"model_type": "bert", "vocab_size": \(Self.vocabulary.count), "hidden_size": 4, "num_attention_heads": 2, "num_hidden_layers": 1,
      "intermediate_size": 8, "max_position_embeddings": \(positions)\(types == 2 ? "" : ", \"type_vocab_size\": \(types)")\(configuration)}
      """
    _ = try directory.write(fields, to: "model/config.json")
    return directory.url.appendingPathComponent("model")
  }

  private var shapes: [(String, [Int])] {
    let size = Self.size
    func norm(_ name: String) -> [(String, [Int])] { [(name + ".weight", [size]), (name + ".bias", [size])] }
    func dense(_ name: String, _ outputs: Int, _ inputs: Int) -> [(String, [Int])] {
      [(name + ".weight", [outputs, inputs]), (name + ".bias", [outputs])]
    }
    let layer = "bert.encoder.layer.0."
    var shapes = [
      ("bert.embeddings.word_embeddings.weight", [Self.vocabulary.count, size]),
      ("bert.embeddings.position_embeddings.weight", [positions, size]), ("bert.embeddings.token_type_embeddings.weight", [types, size]),
    ]
    shapes += norm("bert.embeddings.LayerNorm")
    for name in ["self.query", "self.key", "self.value", "output.dense"] { shapes += dense(layer + "attention." + name, size, size) }
    shapes += norm(layer + "attention.output.LayerNorm") + dense(layer + "intermediate.dense", 8, size)
    shapes += dense(layer + "output.dense", size, 8) + norm(layer + "output.LayerNorm")
    if let labels { shapes += dense("bert.pooler.dense", size, size) + dense("classifier", labels, size) }
    return shapes
  }
}
