import Foundation

/// Files of weights that are not read: other formats, other names, and incomplete sets of shards.
struct FoundWeights {
  let directory: URL
  /// The names in the directory.
  let names: Set<String>

  init(in directory: URL, names: Set<String>) {
    self.directory = directory
    self.names = names
  }

  /// The end of a sentence about such files; nil where there are none.
  var clause: String? { shards ?? renamed ?? convertible ?? foreign }

  /// Shards of a checkpoint without the index that tells each tensor's shard.
  private var shards: String? {
    let pieces = names.filter { $0.contains("-of-") && ($0.hasSuffix(".safetensors") || $0.hasSuffix(".bin")) }.sorted()
    guard let first = pieces.first else { return nil }
    let index = first.hasSuffix(".bin") ? "pytorch_model.bin.index.json" : "model.safetensors.index.json"
    return
      "it has \(pieces.count) piece\(pieces.count == 1 ? "" : "s") of a checkpoint, such as \(first), and no \(index), which says what is in which: fetch it too"
  }

  /// Weights of a known format under another name, such as `best.pth` or `model.fp16.safetensors`.
  private var renamed: String? {
    let others = ["training_args.bin", "optimizer.bin", "optimizer.pt", "scheduler.pt", "scaler.pt"]
    let candidates = names.filter { name in
      [".safetensors", ".bin", ".pt", ".pth"].contains(where: name.hasSuffix) && !others.contains(name)
        && !["model.safetensors", "pytorch_model.bin"].contains(name) && !name.hasPrefix("rng_state") && !name.hasPrefix("adapter_model")
        && !name.hasPrefix("openvino")
    }.sorted()
    guard let first = candidates.first else { return nil }
    let target = first.hasSuffix(".safetensors") ? "model.safetensors" : "pytorch_model.bin"
    return "it has \(candidates.prefix(3).joined(separator: ", ")): if that holds the model's weights, call it \(target)"
  }

  /// Weights of TensorFlow and Flax, which transformers can load.
  private var convertible: String? {
    if names.contains("tf_model.h5") || names.contains("tf_model.h5.index.json") {
      return conversion("tf_model.h5", "TensorFlow", "from_tf")
    }
    if names.contains("flax_model.msgpack") || names.contains("flax_model.msgpack.index.json") {
      return conversion("flax_model.msgpack", "Flax", "from_flax")
    }
    guard let index = names.filter({ $0.hasSuffix(".ckpt.index") }).min() else { return nil }
    return "it has a checkpoint of TensorFlow 1 (\(index.dropLast(".index".count))), which is not read: convert it with transformers 4 "
      + "(load_tf_weights_in_bert) and save it with save_pretrained"
  }

  private func conversion(_ file: String, _ library: String, _ option: String) -> String {
    let folder = directory.standardizedFileURL.path
    return "it has \(file), \(library)'s weights, which are not read: convert them where transformers 4 and \(library) are installed: "
      + "python3 -c \"import transformers as t; d = '\(folder)'; o = d + '-torch'; t.AutoModelForSequenceClassification.from_pretrained(d, "
      + "\(option)=True).save_pretrained(o); t.AutoTokenizer.from_pretrained(d).save_pretrained(o)\", and name \(folder)-torch"
  }

  /// Formats for inference, which do not keep the weights.
  private var foreign: String? {
    let inside =
      names.contains("onnx")
      ? (try? FileManager.default.contentsOfDirectory(atPath: directory.appendingPathComponent("onnx").path)) ?? [] : []
    for (suffix, format) in [
      (".gguf", "GGUF"), (".onnx", "ONNX"), (".ot", "rust-bert's"), (".tflite", "TensorFlow Lite"), (".xml", "OpenVINO"),
    ] {
      let found = names.filter { $0.hasSuffix(suffix) }.min() ?? inside.filter { $0.hasSuffix(suffix) }.min().map { "onnx/" + $0 }
      if let found {
        return
          "it has \(found), and \(format) format is not read: name the directory of the model that it was made from, with model.safetensors or "
          + "pytorch_model.bin"
      }
    }
    return nil
  }
}
