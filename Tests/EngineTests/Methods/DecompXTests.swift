import Foundation
import TestSupport
import Testing

@testable import Engine

/// DecompX with shared biases: against its definition, the authors' own code, and the logits.
@Suite struct DecompXTests {
  private static let fixtures = ["bert-tiny-sentiment", "bert-odd-nli", "electra-odd-nli", "bert-deep"]

  private static func directory(_ name: String) -> URL {
    name == "bert-tiny-sentiment" ? Fixtures.samples.appendingPathComponent(name) : Fixtures.url.appendingPathComponent("models/\(name)")
  }

  @Test("the scores equal the definition", arguments: ["bert-odd-nli", "electra-odd-nli"])
  func definition(name: String) throws {
    try compare(Self.directory(name)) { $0.tokenizer.encode("It is not bad.", pair: "A film.", maxLength: 64) }
  }

  @Test(
    "the scores of every family equal the definition",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)), arguments: GoldenModels.oneOfEachFamily)
  func families(name: String) throws {
    let shared = try #require(SharedFolder.url)
    let example = try #require(try GoldenExample.all(shared.appendingPathComponent("goldens/\(name).jsonl")).first { $0.id == "short" })
    try compare(shared.appendingPathComponent("models/\(name)")) { example.encoding($0) }
  }

  @Test("a model of one layer, and of two", arguments: [1, 2])
  func fewLayers(count: Int) throws {
    let directory = try NaiveBackwardTests.shortened("bert-odd-nli", layers: count)
    try compare(directory.url) { $0.tokenizer.encode("It is not bad.", pair: "A film.", maxLength: 64) }
  }

  private func compare(_ directory: URL, _ encode: (AttributionModel) -> Encoding) throws {
    let run = try BackwardRun(directory)
    let model = try AttributionModel(directory: directory, methods: [.decompX])
    let encoding = encode(model)
    let naive = NaiveDecompX(layers: run.layers, head: try #require(model.head))
    let expected = try naive.scores(RecordedLayers.run(model, encoding).layers)
    let attributions = try #require(model.makeWorker().run([encoding]).first).attributions
    #expect(attributions.count == model.configuration.labels.count)
    for (number, attribution) in attributions.enumerated() {
      let column = expected.map { $0[number] }
      let largest = column.map(abs).max() ?? 0
      #expect(largestError(attribution.scores.map(Double.init), column) / largest < 1e-5)
      #expect(abs(try #require(attribution.bias)) / largest < 1e-4)
    }
  }

  @Test("the models of the repository give the authors' scores", arguments: ["bert-tiny-sentiment", "bert-odd-nli"])
  func goldens(name: String) throws {
    try compareGoldens(Self.directory(name), Fixtures.url.appendingPathComponent("goldens"), name)
  }

  @Test(
    "the BERT models give the authors' scores on all examples",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)),
    arguments: ["bert-tiny-sentiment", "minilm-l6-sentiment", "bert-odd-nli"])
  func shared(name: String) throws {
    let shared = try #require(SharedFolder.url)
    try compareGoldens(shared.appendingPathComponent("models/\(name)"), shared.appendingPathComponent("goldens"), name)
  }

  private func compareGoldens(_ directory: URL, _ goldens: URL, _ name: String) throws {
    let model = try AttributionModel(directory: directory, methods: [.decompX])
    let worker = model.makeWorker()
    let tensors = try GoldenTensors(goldens.appendingPathComponent("extra-\(name).safetensors"))
    let examples = try GoldenExample.all(goldens.appendingPathComponent("\(name).jsonl"))
      .filter { tensors.contains("\($0.id)/decompx/classifier") }
    #expect(!examples.isEmpty)
    let classes = model.configuration.labels.count
    var error = 0.0
    for example in examples {
      let encoding = example.encoding(model)
      let attributions = try #require(worker.run([encoding]).first).attributions
      try #require(attributions.map(\.classIndex) == (0..<classes).map { $0 })
      let expected = try tensors.doubles("\(example.id)/decompx/classifier")
      let found = (0..<encoding.count * classes).map { Double(attributions[$0 % classes].scores[$0 / classes]) }
      // The goldens are in single precision, whose rounding of the largest score shows in the smallest ones.
      let largest = expected.map(abs).max() ?? 0
      let rounded = zip(found, expected).map { abs($0 - $1) <= 8 * Double(Float.ulpOfOne) * largest ? $1 : $0 }
      error = max(error, largestRelativeError(rounded, expected, above: 1e-4))
    }
    print("\(name), DecompX: \(examples.count) examples; \(error)")
    #expect(error < 1e-3)
  }

  @Test("scores add up to the logit, but for rounding", arguments: fixtures)
  func completeness(name: String) throws {
    let model = try AttributionModel(directory: Self.directory(name), methods: [.decompX])
    let texts = [
      "", "Not bad at all.", "The acting, the story and the music are all wonderful; the rest is a dull and far too long mess.",
    ]
    try expectComplete(model, texts.map { model.tokenizer.encode($0, pair: nil, maxLength: model.maxTokens) })
  }

  @Test(
    "scores of all models add up to the logit",
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)),
    arguments: GoldenModels.all)
  func sharedCompleteness(name: String) throws {
    let shared = try #require(SharedFolder.url)
    let model = try AttributionModel(directory: shared.appendingPathComponent("models/\(name)"), methods: [.decompX])
    let examples = try GoldenExample.all(shared.appendingPathComponent("goldens/\(name).jsonl"))
    try expectComplete(model, examples.map { $0.encoding(model) }.filter { $0.count < 50 })
  }

  private func expectComplete(_ model: AttributionModel, _ encodings: [Encoding]) throws {
    let worker = model.makeWorker()
    #expect(!encodings.isEmpty)
    for encoding in encodings {
      let explanation = try #require(worker.run([encoding]).first)
      #expect(explanation.isFinite && explanation.attributions.count == explanation.logits.count)
      for attribution in explanation.attributions {
        let size = attribution.scores.reduce(0) { $0 + abs(Double($1)) }
        #expect(abs(try #require(attribution.bias)) < 1e-4 * size, "\(encoding.inputIDs), class \(attribution.classIndex ?? -1)")
      }
    }
  }

  @Test("a text's scores are bitwise the same alone, in company, at another place, and after a long text")
  func neighbours() throws {
    let model = try AttributionModel(directory: Self.directory("electra-odd-nli"), methods: [.decompX, .decompXLinear])
    let texts = ["a dull film", "", "the acting , the story and the music are all wonderful", "hmm"] + (0..<9).map { "film \($0)" }
    let encodings = texts.map { model.tokenizer.encode($0, pair: nil, maxLength: model.maxTokens) }
    let together = model.makeWorker().run(encodings)
    let reversed = model.makeWorker().run(encodings.reversed()).reversed()
    let worker = model.makeWorker()
    let long = model.tokenizer.encode(String(repeating: "A deep film. ", count: 30), pair: nil, maxLength: model.maxTokens)
    #expect(try #require(worker.run([long]).first).isFinite)
    for (index, (a, b)) in zip(together, reversed).enumerated() {
      let alone = try #require(worker.run([encodings[index]]).first)
      #expect(a.isFinite && a.attributions.count == 2 * 3 && a == b && a == alone, "\(texts[index])")
    }
  }

  @Test("a text that needs more memory than there is has no scores; the others have theirs")
  func memory() throws {
    let directory = Self.directory("bert-tiny-sentiment")
    let unlimited = try AttributionModel(directory: directory, methods: [.nEnc, .decompX])
    let encodings = ["a dull film", "the acting , the story and the music are all wonderful"].map {
      unlimited.tokenizer.encode($0, pair: nil, maxLength: 64)
    }
    let memory = DecompX.bytes(tokens: encodings[0].count, unlimited.configuration)
    let limited = try AttributionModel(directory: directory, methods: [.nEnc, .decompX], memory: memory)
    let (all, some) = (unlimited.makeWorker().run(encodings), limited.makeWorker().run(encodings))
    #expect(some[0] == all[0] && some[1].attributions == Array(all[1].attributions.prefix(1)))
    #expect(!limited.omits(.decompX, nil, tokens: encodings[0].count) && limited.omits(.decompX, nil, tokens: encodings[1].count))
    #expect(!limited.omits(.nEnc, .rollout, tokens: 512) && !unlimited.omits(.decompX, nil, tokens: 512))
  }

  @Test("blocks of all lengths cover the text with products of nearly equal sizes", arguments: 1...513)
  func blocks(tokens: Int) {
    let block = DecompX.block(tokens: tokens)
    #expect((1...tokens).contains(block) && (block == 1 || block * tokens <= 256))
    #expect(DecompX.rows(block * tokens) < block * tokens + 16)
  }
}
