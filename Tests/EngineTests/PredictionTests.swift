import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct PredictionTests {
  /// A line of the golden predictions.
  struct Golden: Decodable {
    var id: String
    var predicted: String
    var probabilities: [Double]
    /// Number of tokens.
    var length: Int
  }

  struct Row: Decodable {
    var id: String
    var text: String
  }

  /// Models whose predictions have goldens, with the names of the files.
  private static let models = [
    ("minilm-l6-sentiment", "minilm"), ("distilbert-tiny-sentiment", "distilbert-tiny-sentiment"),
    ("roberta-tiny-sentiment", "roberta-tiny-sentiment"),
  ]

  @Test(
    "trained models predict every held-out movie review as transformers does",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)), arguments: models)
  func heldOutReviews(name: String, file: String) throws {
    let shared = try #require(SharedFolder.url)
    let model = try AttributionModel(directory: shared.appendingPathComponent("models/\(name)"), methods: [])
    let goldens = try JSONLines.decode(Golden.self, shared.appendingPathComponent("goldens/predictions-\(file)-movies.jsonl"))
    let rows = try JSONLines.decode(Row.self, shared.appendingPathComponent("corpora/movies.jsonl"))
    let texts = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.text) })
    #expect(goldens.count == 2000)

    let worker = model.makeWorker()
    var largest = 0.0
    var batch: [(golden: Golden, encoding: Encoding)] = []
    func check() {
      for ((golden, encoding), explanation) in zip(batch, worker.run(batch.map(\.encoding))) {
        #expect(encoding.count == golden.length, "tokens of \(golden.id)")
        let prediction = Prediction(logits: explanation.logits, problemType: .singleLabel)
        #expect(prediction.label.map { model.configuration.labels[$0] } == golden.predicted, "label of \(golden.id)")
        largest = max(largest, abs((prediction.confidence ?? .nan) - (golden.probabilities.max() ?? .nan)))
      }
      batch.removeAll()
    }
    for golden in goldens {
      let encoding = model.tokenizer.encode(try #require(texts[golden.id]), pair: nil, maxLength: model.maxTokens)
      if batch.reduce(encoding.count, { $0 + $1.encoding.count }) > model.rows(forLength: encoding.count) { check() }
      batch.append((golden, encoding))
    }
    check()
    print("predictions of \(name): largest error of a probability \(largest)")
    #expect(largest < 1e-3)
  }

  @Test("of equal logits the first class is predicted, with the softmax probability")
  func softmax() {
    let prediction = Prediction(logits: [1, 3, 3], problemType: .singleLabel)
    #expect(prediction.label == 1)
    #expect(abs((prediction.confidence ?? 0) - 1 / (2 + exp(-2))) < 1e-12)
    #expect(prediction.value == nil)
  }

  @Test("a multi-label model's confidence is the sigmoid of its highest logit")
  func sigmoid() {
    let prediction = Prediction(logits: [-1, 2], problemType: .multiLabel)
    #expect(prediction.label == 1)
    #expect(abs((prediction.confidence ?? 0) - 1 / (1 + exp(-2))) < 1e-12)
  }

  @Test("a regression model predicts a value and no label; a model without a head predicts nothing")
  func regression() {
    #expect(Prediction(logits: [0.5], problemType: .regression) == Prediction(logits: [0.5], problemType: .regression))
    #expect(Prediction(logits: [0.5], problemType: .regression).value == 0.5)
    #expect(Prediction(logits: [0.5], problemType: .regression).label == nil)
    let none = Prediction(logits: [], problemType: .singleLabel)
    #expect(none.label == nil && none.confidence == nil && none.value == nil)
  }
}
