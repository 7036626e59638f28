import Foundation
import TestSupport
import Testing

@testable import Engine

/// Values as read by torch 2 and safetensors 0.4, for every kind of file: F16, BF16 and F32 safetensors, torch's zip archive, gamma/beta,
/// and both prefixes.
@Suite struct CheckpointModelsTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var model: String
    var tensor: String
    var shape: [Int]
    var first: Float
    var last: Float
    var sum: Double
    var testDescription: String { "\(model) \(tensor)" }

    init(_ model: String, _ tensor: String, _ shape: [Int], first: Float, last: Float, sum: Double) {
      (self.model, self.tensor, self.shape, self.first, self.last, self.sum) = (model, tensor, shape, first, last, sum)
    }
  }

  static let embeddings = "embeddings.word_embeddings.weight"
  static let query = "encoder.layer.1.attention.self.query.weight"
  static let bias = "encoder.layer.0.output.LayerNorm.bias"

  /// The models that are present: all of them with the shared folder, otherwise only those of the repository.
  static let samples: [Sample] = allSamples.filter { directory($0.model) != nil }
  static let models: [String] = Set(samples.map(\.model)).sorted()

  private static let allSamples: [Sample] = [
    Sample("bert-deep", embeddings, [4000, 64], first: 0.21875, last: 0.765625, sum: 162.15680997818708),
    Sample("bert-deep", query, [64, 64], first: 0.0556640625, last: 0.1240234375, sum: 11.465812802314758),
    Sample("bert-deep", bias, [64], first: 0.390625, last: 0.056884765625, sum: -2.91534423828125),
    Sample("bert-odd-nli", embeddings, [4000, 48], first: -0.25539878010749817, last: 0.4443376064300537, sum: -119.88938067784558),
    Sample("bert-odd-nli", query, [48, 48], first: 0.22868815064430237, last: 0.08225833624601364, sum: -10.0846244539498),
    Sample("bert-odd-nli", bias, [48], first: -0.3190752863883972, last: 0.021283727139234543, sum: 0.9063240056857467),
    Sample("bert-tiny-sentiment", embeddings, [6000, 128], first: 0.0, last: 0.0088958740234375, sum: -183.2154369354248),
    Sample("bert-tiny-sentiment", query, [128, 128], first: 0.0306243896484375, last: 0.00966644287109375, sum: 2.322721540927887),
    Sample("bert-tiny-sentiment", bias, [128], first: -0.0257720947265625, last: 0.0115814208984375, sum: -0.7022194862365723),
    Sample("electra-odd-nli", embeddings, [4000, 40], first: -0.06600644439458847, last: 0.06598552316427231, sum: -115.67841594444053),
    Sample("electra-odd-nli", query, [64, 64], first: -0.020415330305695534, last: -0.017748456448316574, sum: 5.6938026068673935),
    Sample("electra-odd-nli", bias, [64], first: -0.20489898324012756, last: 0.21043886244297028, sum: -0.24719513161107898),
    Sample("electra-tiny-sentiment", embeddings, [6000, 64], first: 0.0, last: -0.00011021266982425004, sum: -8.607662458385004),
    Sample("electra-tiny-sentiment", query, [128, 128], first: -0.031838979572057724, last: 0.03079245239496231, sum: -4.250040385885086),
    Sample("electra-tiny-sentiment", bias, [128], first: 0.015827955678105354, last: -0.0009678908973000944, sum: -0.31742205284535885),
    Sample(
      "minilm-l6-sentiment", embeddings, [30522, 384], first: -0.0199737548828125, last: 0.004566192626953125, sum: 139.62893617153168),
    Sample("minilm-l6-sentiment", query, [384, 384], first: 0.036041259765625, last: 0.0035915374755859375, sum: -59.614820063114166),
    Sample("minilm-l6-sentiment", bias, [384], first: 0.03814697265625, last: -0.00032639503479003906, sum: 11.487890243530273),
  ]

  private static func directory(_ model: String) -> URL? {
    [Fixtures.url.appendingPathComponent("models"), Fixtures.samples, SharedFolder.url?.appendingPathComponent("models")]
      .compactMap { $0?.appendingPathComponent(model) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  private func directory(_ model: String) throws -> URL {
    try #require(Self.directory(model))
  }

  @Test("Tensors have torch's values", arguments: samples)
  func values(_ sample: Sample) throws {
    let values = try Checkpoint(directory: directory(sample.model)).tensor(sample.tensor, shape: sample.shape)
    #expect(values.count == sample.shape.reduce(1, *))
    #expect(values.first == sample.first)
    #expect(values.last == sample.last)
    #expect(abs(values.reduce(0) { $0 + Double($1) } - sample.sum) < 1e-9 * Double(values.count))
  }

  @Test("Rows that are read from the file equal the rows of the whole tensor", arguments: models)
  func rows(model: String) throws {
    let directory = try directory(model)
    let configuration = try ModelConfiguration(directory: directory)
    let shape = [configuration.vocabularySize, configuration.embeddingSize]
    let stored = try Checkpoint(directory: directory).storedTensor(Self.embeddings, shape: shape)
    let whole = stored.floats()
    for row in [0, 1, 77, shape[0] - 1] {
      let copied = [Float](unsafeUninitializedCapacity: shape[1]) { buffer, count in
        stored.copyRows(row..<row + 1, into: buffer)
        count = shape[1]
      }
      #expect(copied == [Float](whole[row * shape[1]..<(row + 1) * shape[1]]))
    }
  }

  @Test("Fingerprints of different models differ and stay the same")
  func fingerprints() throws {
    var seen: Set<String> = []
    for model in Self.models {
      let directory = try directory(model)
      let configuration = try ModelConfiguration(directory: directory)
      let fingerprint = try Checkpoint(directory: directory).fingerprint(configuration)
      #expect(fingerprint.count == 32)
      #expect(try fingerprint == Checkpoint(directory: directory).fingerprint(configuration))
      #expect(seen.insert(fingerprint).inserted)
    }
  }

  @Test("Every model has the head of its type", arguments: models)
  func heads(model: String) throws {
    let directory = try directory(model)
    let configuration = try ModelConfiguration(directory: directory)
    let checkpoint = try Checkpoint(directory: directory)
    let isElectra = configuration.architecture == .electra
    #expect(checkpoint.contains("classifier.weight") == !isElectra)
    #expect(checkpoint.contains("classifier.out_proj.weight") == isElectra)
    #expect(checkpoint.contains("embeddings_project.weight") == (configuration.embeddingSize != configuration.hiddenSize))
  }
}
