import Support
import TestSupport
import Testing

@testable import Engine

@Suite struct CheckpointNamesTests {
  private let words = "embeddings.word_embeddings.weight"

  private func names(_ names: [String]) throws -> [String] {
    try TensorNames(names, files: "model.safetensors").byFileName.values.sorted()
  }

  private func refusal(_ names: [String]) -> String? {
    do {
      _ = try TensorNames(names, files: "model.safetensors")
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "What a training tool puts in front of all names is taken off",
    arguments: [
      "", "module.", "_orig_mod.", "model.", "base_model.model.", "module._orig_mod.", "_orig_mod.module.", "model.module.",
      "_forward_module.",
      "module.module.", "net.backbone.",
    ], ["", "bert.", "electra."])
  func wrappers(wrapper: String, encoder: String) throws {
    let inside = [encoder + words, encoder + "encoder.layer.0.output.dense.bias", "classifier.bias"]
    #expect(try names(inside.map { wrapper + $0 }) == inside.sorted())
  }

  @Test("Names of wrapper modules inside the model are removed wherever they are")
  func inner() throws {
    #expect(
      try names(["bert._orig_mod." + words, "bert._fsdp_wrapped_module.pooler.dense.bias", "classifier.weight"])
        == ["bert." + words, "bert.pooler.dense.bias", "classifier.weight"])
  }

  @Test("A prefix that only some names have is reported, with a name that lacks it")
  func mixed() {
    #expect(
      refusal(["model.bert." + words, "model.classifier.weight", "criterion.weight"])
        == "model.safetensors: the encoder's tensors begin with 'model.' and 'criterion.weight' does not, so that they are not those of a class of "
        + "transformers: save the model itself with save_pretrained, or rename its tensors")
    #expect(refusal(["encoder." + words, "classifier.weight"])?.contains("'classifier.weight'") == true)
  }

  @Test(
    "The weights of an adapter are refused, with what merges them",
    arguments: [
      "base_model.model.bert.encoder.layer.0.attention.self.query.lora_A.default.weight",
      "bert.encoder.layer.0.attention.self.query.lora_A",
      "base_model.model.classifier.modules_to_save.default.weight", "bert.encoder.layer.0.output.adapters.a.adapter_down.0.weight",
    ])
  func adapters(name: String) {
    let sentence = refusal(["base_model.model.bert." + words, name])
    #expect(sentence?.contains("'\(name)'") == true && sentence?.contains("merge_and_unload()") == true)
  }

  @Test("A merged PEFT model is read by its names, with a warning about the assumption that it is merged")
  func merged() throws {
    let read = try TensorNames(
      ["base_model.model.bert." + words, "base_model.model.bert.encoder.layer.0.attention.self.query.base_layer.weight"], files: "f")
    #expect(read.byFileName.values.sorted() == ["bert." + words, "bert.encoder.layer.0.attention.self.query.weight"])
    #expect(read.notice?.kind == .warning && read.notice?.text.contains("merge_and_unload()") == true)
    #expect(try TensorNames(["base_model.model.bert." + words], files: "f").notice == nil)
    #expect(refusal(["bert." + words, "a.base_layer.b", "a.b"])?.contains("two tensors would be called 'a.b'") == true)
  }

  @Test("The error about a checkpoint without an encoder says what it holds instead")
  func foreign() throws {
    let checkpoint = try TemporaryDirectory().checkpoint(
      "model.safetensors", CheckpointBuilder.safetensors(["transformer.wte.weight": ([1], [1]), "z": ([1], [2])]))
    #expect(
      throws: EngineError(
        "tensor 'embeddings.word_embeddings.weight': expected [2, 2], missing in model.safetensors, which has 2 tensors, such as "
          + "'transformer.wte.weight': it holds another kind of model, or a part of one", kind: .notFound)
    ) { try checkpoint.tensor("embeddings.word_embeddings.weight", shape: [2, 2]) }
  }
}
