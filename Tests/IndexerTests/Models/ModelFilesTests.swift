import Foundation
import Store
import TestSupport
import Testing

/// Notices of a run about model files that it can use, but that lack something.
struct ModelFilesTests {
  /// The sample model, with its classifier's tensors under another name.
  private func withoutHead() throws -> HostileModel {
    let model = try HostileModel(without: "model.safetensors")
    let weights = try Data(contentsOf: URL(fileURLWithPath: IndexTool.model).appendingPathComponent("model.safetensors"))
    let length = 8 + weights.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = String(decoding: weights[..<length].dropFirst(8), as: UTF8.self).replacingOccurrences(
      of: "\"classifier.", with: "\"classified.")
    try model.write(weights.prefix(8) + Data(header.utf8) + weights[length...], to: "model.safetensors")
    return model
  }

  @Test func aMissingClassifierIsWarnedOfAtTheStartAndInTheSummary() throws {
    let model = try withoutHead()
    let result = try model.run(["--json"]).result
    let lines = result.errors.split(separator: "\n").map(String.init)
    #expect(result.status == 0)
    #expect(
      lines.first
        == "globenc-index: warning: config.json names BertForSequenceClassification with the classes negative, positive, but model.safetensors has no "
        + "such classifier (it has 'classified.bias', 'classified.weight'): examples get attributions and NO PREDICTIONS; transformers would make "
        + "up a random classifier; save the whole fine-tuned model again to have them")
    #expect(lines.last?.hasSuffix("; NO PREDICTIONS, since the checkpoint has no classifier") == true)
    #expect(result.output.contains(", \"classifier\": \"missing\"}"))
    #expect(try StoreContent(model.store).examples["1"]?.predicted == nil)
  }

  @Test func aModelThatIsNoClassifierSaysSoInOneLine() throws {
    let model = try withoutHead()
    try model.replace("BertForSequenceClassification", with: "BertForMaskedLM", in: "config.json")
    try model.replace("\"negative\"", with: "\"LABEL_0\"", in: "config.json")
    try model.replace("\"positive\"", with: "\"LABEL_1\"", in: "config.json")
    let result = try model.run(["--json"]).result
    #expect(result.status == 0 && !result.output.contains("classifier"))
    #expect(
      result.errors.hasPrefix(
        "globenc-index: the model has no classifier of texts (it is a BertForMaskedLM): examples get attributions and no predictions\n"))
    #expect(!result.errors.contains("NO PREDICTIONS"))
  }

  @Test func layersThatAreNotRunAreWarnedOf() throws {
    let model = try HostileModel()
    try model.replace("\"num_hidden_layers\": 3", with: "\"num_hidden_layers\": 2", in: "config.json")
    let result = try model.run().result
    #expect(result.status == 0)
    #expect(
      result.errors.hasPrefix("globenc-index: warning: model.safetensors has more layers than config.json names (num_hidden_layers 2)"))
  }

  @Test func aStoreOfVersion1IsContinuedThoughItKnowsTheModelByItsFormerFingerprint() throws {
    let directory = try TemporaryDirectory()
    let fixture = Fixtures.url.appendingPathComponent("stores/v1")
    let store = directory.url.appendingPathComponent("store.globenc")
    try FileManager.default.copyItem(at: fixture.appendingPathComponent("store.globenc"), to: store)
    let corpus = fixture.appendingPathComponent("corpus.jsonl").path
    let result = try IndexTool.run([
      corpus, "--model", IndexTool.model, "--store", store.path, "--keep", "genre,score", "--layers", "all", "--json",
    ])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("{\"examples\": 0, \"skipped\": "))
    let verified = try IndexTool.run(["verify", store.path, "--model", IndexTool.model, "--recompute", "2"])
    #expect(verified.status == 0, "\(verified.errors)")
  }
}
