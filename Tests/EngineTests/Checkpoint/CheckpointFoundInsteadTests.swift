import Foundation
import TestSupport
import Testing

@testable import Engine

/// Errors about directories without a model, such as other tools leave behind.
@Suite struct CheckpointFoundInsteadTests {
  private let directory: TemporaryDirectory
  private var path: String { directory.url.path }

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// The error with which the directory, or a folder in it, is refused; nil where it is not.
  private func refusal(_ folder: String = "") throws -> String? {
    do {
      let url = folder.isEmpty ? directory.url : directory.url.appendingPathComponent(folder)
      _ = try AttributionModel(directory: url)
      return nil
    } catch let error as EngineError {
      return error.description.replacingOccurrences(of: path, with: "DIR")
    }
  }

  private func write(_ names: String...) throws {
    for name in names { _ = try directory.write(name.hasSuffix("config.json") ? ConfigurationTests.full : "x", to: name) }
  }

  @Test("The error about an empty directory lists the files of a model")
  func nothing() throws {
    #expect(
      try refusal() == "DIR/config.json does not exist: a model directory has config.json, the tokenizer's vocabulary and the weights")
  }

  @Test("An adapter is named with its base model, also where a config.json lies beside it")
  func adapter() throws {
    _ = try directory.write(#"{"peft_type": "LORA", "base_model_name_or_path": "bert-base-uncased"}"#, to: "adapter_config.json")
    try write("adapter_model.safetensors")
    let clause =
      "the directory holds a PEFT adapter of 'bert-base-uncased' (adapter_config.json), not a whole model: load it with PeftModel, call "
      + "merge_and_unload(), save the result and its tokenizer with save_pretrained, and name that folder"
    #expect(try refusal() == "DIR/config.json does not exist: " + clause)
    try write("config.json")
    #expect(try refusal() == "DIR holds no weights: " + clause)
  }

  @Test("The error about a Trainer's folder names its checkpoints, the best one and the vocabulary that has to be copied")
  func trainer() throws {
    try write("checkpoint-500/config.json", "checkpoint-500/model.safetensors", "vocab.txt", "tokenizer_config.json")
    #expect(
      try refusal()
        == "DIR/config.json does not exist: config.json lies in checkpoint-500, did you mean that? name DIR/checkpoint-500, after copying vocab.txt, "
        + "tokenizer_config.json into it")
    try write("checkpoint-1000/config.json", "checkpoint-1500/config.json", "checkpoint-1500/vocab.txt", "runs/events")
    #expect(
      try refusal()
        == "DIR/config.json does not exist: config.json lies in checkpoint-500, checkpoint-1000, checkpoint-1500, of which the last is: name "
        + "DIR/checkpoint-1500")
    _ = try directory.write(#"{"best_model_checkpoint": "out/checkpoint-1000"}"#, to: "checkpoint-1500/trainer_state.json")
    #expect(try refusal()?.contains("of which trainer_state.json calls checkpoint-1000 the best: name DIR/checkpoint-1000") == true)
  }

  @Test("The error about a checkpoint without a vocabulary says where one is")
  func vocabularyAbove() throws {
    _ = try directory.write(CheckpointBuilder.safetensors(["w": ([1], [1])]), to: "checkpoint-5/model.safetensors")
    try write("checkpoint-5/config.json", "tokenizer.json")
    do {
      _ = try PipelineTokenizer(modelDirectory: directory.url.appendingPathComponent("checkpoint-5"))
      Issue.record("there is no vocabulary")
    } catch let error as EngineError {
      #expect(error.description.hasSuffix("neither vocab.txt nor one in tokenizer.json; copy tokenizer.json from \(path)"))
    }
  }

  @Test("sentence-transformers' folders are found by modules.json, which cannot lead out")
  func sentenceTransformers() throws {
    func modules(_ path: String) throws {
      _ = try directory.write(
        #"[{"idx": 0, "path": "\#(path)", "type": "sentence_transformers.models.Transformer"}, {"idx": 1, "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]"#,
        to: "modules.json")
    }
    try write("0_Transformer/config.json", "1_Pooling/config.json")
    try modules("0_Transformer")
    #expect(
      try refusal()
        == "DIR/config.json does not exist: modules.json of sentence-transformers says that the model lies in 0_Transformer: name DIR/0_Transformer"
    )
    try modules("../elsewhere")
    #expect(try refusal()?.contains("elsewhere") == false)
  }

  @Test("The error about a folder of the hub's cache names the model, or the command that completes the download")
  func cache() throws {
    try write("models--org--name/snapshots/abc/config.json", "models--org--name/refs/main")
    #expect(
      try refusal("models--org--name")
        == "DIR/models--org--name/config.json does not exist: the directory belongs to the Hugging Face cache: name the model instead, --model org/name"
    )
    #expect(
      try refusal("models--org--name/snapshots/abc")
        == "DIR/models--org--name/snapshots/abc holds no weights: the download is not complete: get the rest with 'hf download org/name'")
    try FileManager.default.removeItem(at: directory.url.appendingPathComponent("models--org--name/snapshots/abc/config.json"))
    #expect(try refusal("models--org--name/snapshots/abc")?.contains("config.json does not exist: the download is not complete") == true)
  }

  @Test(
    "Weights of other formats are named, with what to do",
    arguments: [
      ("tf_model.h5", "from_tf=True"), ("flax_model.msgpack", "from_flax=True"),
      ("bert_model.ckpt.index", "TensorFlow 1 (bert_model.ckpt)"),
      ("model.onnx", "it has model.onnx, and ONNX format is not read"), ("onnx/model.onnx", "it has onnx/model.onnx, and ONNX"),
      ("q4.gguf", "it has q4.gguf, and GGUF format is not read"),
      ("best.pth", "it has best.pth: if that holds the model's weights, call it pytorch_model.bin"),
      ("model.fp16.safetensors", "if that holds the model's weights, call it model.safetensors"),
      ("model-00001-of-00002.safetensors", "no model.safetensors.index.json, which says what is in which"),
    ])
  func otherWeights(file: String, words: String) throws {
    try write("config.json", "training_args.bin", "rng_state_0.pth", "optimizer.pt", file)
    let sentence = try refusal()
    #expect(sentence?.hasPrefix("DIR holds no weights: ") == true && sentence?.contains(words) == true, "\(sentence ?? "read")")
  }

  @Test("Weights that have their usual name are not to be renamed where config.json is missing")
  func usualName() throws {
    try write("model.safetensors")
    #expect(
      try refusal() == "DIR/config.json does not exist: a model directory has config.json, the tokenizer's vocabulary and the weights")
  }

  @Test("Missing shards of an index are counted")
  func missingPieces() throws {
    try write("config.json", "a.safetensors")
    _ = try directory.write(
      #"{"weight_map": {"x": "a.safetensors", "y": "b.safetensors", "z": "c.safetensors"}}"#, to: "model.safetensors.index.json")
    #expect(
      try refusal()
        == "DIR lacks 2 of the 3 files that model.safetensors.index.json names, such as b.safetensors: the checkpoint is not complete")
  }

  @Test("The error about a subfolder of a model, such as onnx, says where the model is")
  func parent() throws {
    try write("config.json", "logs/events")
    #expect(try refusal("logs") == "DIR/logs/config.json does not exist: it lies one folder higher: name DIR")
  }
}
