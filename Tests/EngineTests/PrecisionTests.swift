import CKernels
import Foundation
import TestSupport
import Testing

@testable import Engine

private let hasBFloat16 = Backend.current.supports(.bf16)
private let whyNot: Comment = "no fast products in bf16 with this build on this processor"

/// bf16 products: near fp32, repeatable, and refused where they would be slow.
@Suite struct PrecisionTests {
  private struct Row: Decodable {
    var text: String
  }

  @Test("the portable backend refuses bf16 and says what to do")
  func refusalOfThePortableBackend() throws {
    try Backend.portable.require(.f32)
    let error = try #require(throws: EngineError.self) { try Backend.portable.require(.bf16) }
    #expect(error.description == "bf16 products need oneDNN, which this build has not got: install oneDNN and build again, or choose f32")
  }

  @Test("a model in bf16 is refused where this processor or build has no fast products", .enabled(if: !hasBFloat16))
  func refusalOfTheModel() {
    #expect(throws: EngineError.self) {
      try AttributionModel(directory: Fixtures.samples.appendingPathComponent("bert-tiny-sentiment"), precision: .bf16)
    }
  }

  @Test(
    "a product is that of the rounded numbers, and comes rounded too where that is wanted", .enabled(if: hasBFloat16, whyNot),
    arguments: [16, 33, 48, 384])
  func product(inputs: Int) throws {
    var random = RandomNumbers(seed: UInt64(inputs))
    let (rows, outputs) = (32, 80)
    let x = FloatBuffer(count: rows * inputs, rounded: rows * inputs)
    let numbersOfX = random.floats(rows * inputs)
    x.pointer.update(from: numbersOfX, count: numbersOfX.count)
    ge_round_bfloat16(x.pointer, numbersOfX.count, x.rounded(numbersOfX.count))
    let weight = random.floats(outputs * inputs)
    let bias = random.floats(outputs)
    let (expected, size) = LinearReference.product(
      Self.rounded(numbersOfX), Self.rounded(weight), bias, rows: rows, inputs: inputs, outputs: outputs)
    let layer = Linear(
      weight: weight, bias: bias, outputs: outputs, inputs: inputs, activation: .gelu, precision: .bf16, typicalRows: rows)
    let y = FloatBuffer(count: rows * outputs, rounded: rows * outputs)
    layer.run(x, rows: rows, into: y, context: LinearContext())
    let copy = try #require(y.rounded(rows * outputs))
    var worst = 0.0
    for (index, sum) in expected.enumerated() {
      worst = max(worst, abs(Double(y.pointer[index]) - LinearReference.activate(sum, .gelu)))
    }
    #expect(worst <= 2e-6 * max(1, size), "\(worst) of \(size)")
    let numbers = (0..<rows * outputs).map { y.pointer[$0] }
    #expect(Self.rounded(numbers) == numbers.indices.map { Float(bitPattern: UInt32(copy[$0]) << 16) })
  }

  @Test(
    "the shapes of common models run on oneDNN's blocked kernels for bf16", .enabled(if: hasBFloat16, whyNot),
    arguments: [
      (384, 1536), (384, 384), (1536, 384), (768, 3072), (768, 768), (3072, 768), (768, 2304), (384, 1152), (128, 512), (256, 1024),
    ])
  func implementation(inputs: Int, outputs: Int) throws {
    let weight = [Float](repeating: 0, count: inputs * outputs)
    let layer = Linear(
      weight: weight, bias: [Float](repeating: 0, count: outputs), outputs: outputs, inputs: inputs, precision: .bf16)
    for rows in [256, 160, 512] {
      let name = try #require(layer.implementation(rows: rows))
      #expect(name.hasPrefix("brg"), "\(rows) rows: \(name)")
    }
    #expect(layer.packedSize < 2 * inputs * outputs * 5 / 4)
  }

  @Test(
    "a text's result in bf16 is bitwise the same alone and in company", .enabled(if: hasBFloat16, whyNot), arguments: ["bert", "electra"])
  func neighbours(kind: String) throws {
    let directory =
      kind == "bert"
      ? Fixtures.samples.appendingPathComponent("bert-tiny-sentiment") : Fixtures.url.appendingPathComponent("models/electra-odd-nli")
    let model = try AttributionModel(directory: directory, precision: .bf16)
    let texts = ["a dull film", "", "the acting , the story and the music are all wonderful", "not bad at all", "hmm"]
    let encodings = texts.map { model.tokenizer.encode($0, pair: nil, maxLength: model.maxTokens) }
    let together = model.makeWorker().run(encodings, keepLayers: true)
    let reversed = model.makeWorker().run(encodings.reversed(), keepLayers: true).reversed()
    let worker = model.makeWorker()
    for (index, (a, b)) in zip(together, reversed).enumerated() {
      let alone = try #require(worker.run([encodings[index]], keepLayers: true).first)
      #expect(a.isFinite)
      for other in [b, alone] {
        #expect(a.logits == other.logits && a.final == other.final && a.scores == other.scores && a.layers == other.layers)
      }
    }
  }

  @Test(
    "the models of the repository in bf16 are near fp32", .enabled(if: hasBFloat16, whyNot),
    arguments: ["bert-tiny-sentiment", "electra-odd-nli"])
  func agreementOfTheSample(name: String) throws {
    let models = name == "bert-tiny-sentiment" ? Fixtures.samples : Fixtures.url.appendingPathComponent("models")
    let texts = try JSONLines.decode(Row.self, Fixtures.samples.appendingPathComponent("movies.jsonl")).prefix(100).map(\.text)
    let agreement = try agreement(models.appendingPathComponent(name), texts)
    #expect(agreement.labels >= 0.97 && agreement.meanCorrelation >= 0.99)
  }

  @Test(
    "MiniLM in bf16 gives the labels and the order of tokens of fp32",
    .enabled(if: hasBFloat16, whyNot),
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)))
  func agreementOfMiniLM() throws {
    let shared = try #require(SharedFolder.url)
    let texts = try JSONLines.decode(Row.self, shared.appendingPathComponent("corpora/movies.jsonl")).prefix(300).map(\.text)
    let agreement = try agreement(shared.appendingPathComponent("models/minilm-l6-sentiment"), texts)
    #expect(agreement.labels >= 0.997 && agreement.meanCorrelation >= 0.999)
  }

  private func agreement(_ directory: URL, _ texts: [String]) throws -> Agreement {
    let agreement = Agreement(
      texts, try AttributionModel(directory: directory), try AttributionModel(directory: directory, precision: .bf16))
    print(
      "\(directory.lastPathComponent), bf16: \(agreement.texts) texts, equal labels \(agreement.labels), Spearman \(agreement.meanCorrelation), "
        + "lowest \(agreement.lowestCorrelation), largest logit error \(agreement.largestLogitError)")
    return agreement
  }

  private static func rounded(_ numbers: [Float]) -> [Float] {
    var out = [UInt16](repeating: 0, count: numbers.count)
    ge_round_bfloat16(numbers, numbers.count, &out)
    return out.map { Float(bitPattern: UInt32($0) << 16) }
  }
}
