import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// The spellings of tensor names in checkpoints of each family.
@Suite(.enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)))
struct FamilyNamesTests {
  private static let models = ["roberta-odd", "xlmr-odd", "camembert-odd", "distilbert-odd", "albert-odd"]

  private func directory(_ name: String) throws -> URL { try #require(SharedFolder.url).appendingPathComponent("models/\(name)") }

  /// A copy of a model's checkpoint with other names.
  private func checkpoint(_ name: String, renaming: (String) -> String) throws -> Checkpoint {
    let bytes = try Data(contentsOf: try directory(name).appendingPathComponent("model.safetensors"))
    let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let object = try #require(try JSONSerialization.jsonObject(with: bytes.subdata(in: 8..<8 + length)) as? [String: Any])
    let renamed = Dictionary(uniqueKeysWithValues: object.map { ($0 == "__metadata__" ? $0 : renaming($0), $1) })
    let header = String(decoding: try JSONSerialization.data(withJSONObject: renamed), as: UTF8.self)
    return try TemporaryDirectory().checkpoint(
      "model.safetensors", CheckpointBuilder.safetensors(header: header, data: bytes.subdata(in: 8 + length..<bytes.count)))
  }

  @Test("the same tensors are found without the family's prefix, behind a training tool's, and as gamma and beta", arguments: models)
  func spellings(name: String) throws {
    let configuration = try ModelConfiguration(directory: try directory(name))
    let prefix = configuration.architecture.prefix
    let expected = try Checkpoint(directory: try directory(name)).fingerprint(configuration)
    let spellings: [(String) -> String] = [
      { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0 }, { "module." + $0 },
      {
        guard $0.lowercased().contains("layernorm") || $0.contains("layer_norm") else { return $0 }
        return $0.replacingOccurrences(of: ".weight", with: ".gamma").replacingOccurrences(of: ".bias", with: ".beta")
      },
    ]
    for spelling in spellings {
      let checkpoint = try checkpoint(name, renaming: spelling)
      #expect(checkpoint.fingerprint(configuration) == expected && checkpoint.notices.isEmpty)
      #expect(checkpoint.othersThanEncoders.isEmpty)
      _ = try LayerWeights(checkpoint, configuration, index: 0).attentionLayerNorm
      _ = try Embeddings(checkpoint, configuration, precision: .f32)
      #expect(try ClassificationHead(checkpoint, configuration) != nil)
    }
  }

  @Test("tensors of a family with other positions are refused, since they have the same names")
  func otherFamily() throws {
    let roberta = try checkpoint("roberta-odd") { $0 }
    let error = #expect(throws: EngineError.self) { try roberta.require(.bert) }
    #expect(
      error?.description
        == "model_type in config.json is 'bert', but the names of the tensors in model.safetensors begin with 'roberta.', as "
        + "those of roberta, xlm-roberta, camembert: correct model_type, or restore the model's files")
    for family in [Architecture.roberta, .xlmRoberta, .camembert] { try roberta.require(family) }
    // Without a prefix, names do not tell.
    try checkpoint("roberta-odd") { $0.replacingOccurrences(of: "roberta.", with: "") }.require(.bert)
    try checkpoint("roberta-odd") { $0.replacingOccurrences(of: "roberta.", with: "bert.") }.require(.electra)
  }

  @Test("position_ids and a pooler that nothing reads are ignored without a notice", arguments: models + ["roberta-odd-bin"])
  func ignored(name: String) throws {
    let model = try AttributionModel(directory: try directory(name))
    #expect(model.notices.isEmpty && model.hasHead)
  }

  @Test(
    "layers that the configuration does not name are told, by the family's key",
    arguments: [
      ("distilbert-odd", "n_layers", 2, "layers"), ("roberta-odd", "num_hidden_layers", 1, "layers"),
      ("albert-groups", "num_hidden_groups", 1, "groups of layers"),
    ])
  func unused(name: String, key: String, count: Int, sets: String) throws {
    let directory = try directory(name)
    var configuration = try ModelConfiguration(directory: directory)
    if name == "albert-groups" { configuration.layerGroups = count } else { configuration.hiddenLayers = count }
    let notice = AttributionModel.noticeOfUnusedLayers(configuration, try Checkpoint(directory: directory))
    #expect(
      notice?.text == "model.safetensors has more \(sets) than config.json names (\(key) \(count)): only these are run")
  }
}
