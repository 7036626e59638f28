import Foundation
import TestSupport
import Testing

@testable import Engine

/// Methods of backward passes through the model that users open.
@Suite struct BackwardModelTests {
  private static let methods: [AttributionMethod] = [.nEnc, .decompXLinear, .gradientInput, .gradientNorm]
  private static let texts = [
    "a dull film", "not bad at all", "", "the acting , the story and the music are all wonderful", "hmm", "boring boring boring",
  ]

  private static func directory(_ name: String) -> URL {
    name == "bert-tiny-sentiment" ? Fixtures.samples.appendingPathComponent(name) : Fixtures.url.appendingPathComponent("models/\(name)")
  }

  @Test(
    "a text's attributions are bitwise the same alone, in company, and at another place",
    arguments: ["bert-tiny-sentiment", "electra-odd-nli"])
  func neighbours(name: String) throws {
    let model = try AttributionModel(directory: Self.directory(name), methods: Self.methods + [.integratedGradients], steps: .exactly(20))
    // More texts than a chunk of first tokens.
    let texts = Self.texts + (0..<14).map { "film \($0)" }
    let encodings = texts.map { model.tokenizer.encode($0, pair: nil, maxLength: model.maxTokens) }
    let together = model.makeWorker().run(encodings)
    let reversed = model.makeWorker().run(encodings.reversed()).reversed()
    let worker = model.makeWorker()
    for (index, (a, b)) in zip(together, reversed).enumerated() {
      let alone = try #require(worker.run([encodings[index]]).first)
      #expect(a.isFinite && a.attributions.count == 2 + 3 * model.configuration.labels.count)
      #expect(a == b && a == alone, "\(texts[index])")
    }
  }

  @Test("a long text, and a short one after it, give the same as in workers of their own")
  func lengths() throws {
    let model = try AttributionModel(directory: Self.directory("bert-deep"), methods: Self.methods)
    let short = model.tokenizer.encode("Great film.", pair: nil, maxLength: 512)
    let long = model.tokenizer.encode(String(repeating: "A deep and meaningful film. ", count: 60), pair: nil, maxLength: 512)
    #expect(long.count > LengthClass.sharedLength)
    let worker = model.makeWorker()
    let results = [short, long, short].compactMap { worker.run([$0]).first }
    try #require(results.count == 3)
    #expect(results[0] == results[2] && results[1].isFinite)
    #expect(results[1] == model.makeWorker().run([long]).first)
  }

  @Test("logits and N-Enc are bitwise the same with and without other methods", arguments: ["bert-tiny-sentiment", "electra-odd-nli"])
  func unchanged(name: String) throws {
    let directory = Self.directory(name)
    let (one, several) = (try AttributionModel(directory: directory), try AttributionModel(directory: directory, methods: Self.methods))
    let encodings = Self.texts.map { one.tokenizer.encode($0, pair: nil, maxLength: 64) }
    for (a, b) in zip(one.makeWorker().run(encodings), several.makeWorker().run(encodings)) {
      #expect(a.logits == b.logits && a.attributions == Array(b.attributions.prefix(1)))
    }
  }

  @Test("the caller chooses the classes; each comes once")
  func classes() throws {
    let directory = Self.directory("bert-odd-nli")
    let all = try AttributionModel(directory: directory, methods: [.decompXLinear, .gradientNorm])
    let encodings = ["A deep film.", "It is not a bad movie."].map { all.tokenizer.encode($0, pair: nil, maxLength: 64) }
    let expected = all.makeWorker().run(encodings)
    #expect(expected.allSatisfy { $0.attributions.map(\.classIndex) == [0, 1, 2, nil] })
    func run(_ choice: ClassChoice, gold: [Int?]? = nil) throws -> [Explanation] {
      try AttributionModel(directory: directory, methods: [.decompXLinear, .gradientNorm], classes: choice).makeWorker().run(
        encodings, gold: gold)
    }
    let predicted = expected.map { explanation in explanation.logits.indices.max { explanation.logits[$0] < explanation.logits[$1] } ?? 0 }
    for (text, explanation) in try run(.predicted).enumerated() {
      #expect(explanation.attributions == [expected[text].attributions[predicted[text]], expected[text].attributions[3]])
    }
    var gold = ClassChoice()
    gold.hasGold = true
    let known = try run(gold, gold: [2, nil])
    #expect(known[0].attributions == Array(expected[0].attributions.suffix(2)))
    // Where the gold class is not known, the predicted class takes its place.
    #expect(known[1].attributions == [expected[1].attributions[predicted[1]], expected[1].attributions[3]])
    let same = try run(.predictedAndGold, gold: predicted.map { $0 })
    #expect(same == (try run(.predicted)))
    var named = ClassChoice()
    named.indices = [0, 2]
    #expect(try run(named).map { $0.attributions.map(\.classIndex) } == [[0, 2, nil], [0, 2, nil]])
    #expect(ClassChoice.standard(classes: 8) == .all && ClassChoice.standard(classes: 9) == .predictedAndGold)
  }

  @Test("a model without a classifier is refused for methods that explain logits")
  func withoutHead() throws {
    let run = try BackwardRun(fixture: "bert-odd-nli")
    let parts = ModelParts(
      checkpoint: run.parts.checkpoint, configuration: run.parts.configuration, precision: .f32, layers: run.layers,
      encoder: run.parts.encoder, head: nil, tokenizer: run.parts.tokenizer)
    let options = MethodOptions(classes: .all, steps: .adaptive)
    #expect(try AttributionMethod.prepare([.nEnc], parts, options).count == 1)
    #expect(
      throws: EngineError(
        "the model has no classifier of texts, and only a classifier's logits can be explained with a sign or by gradients: choose n-enc")
    ) {
      try AttributionMethod.prepare([.nEnc, .decompXLinear], parts, options)
    }
  }
}
