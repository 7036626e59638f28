import CKernels
import Foundation
import TestSupport
import Testing

@testable import Engine

/// The precisions below fp32 that are faster than it on this processor.
private let offered = [Precision.bf16, .int8].filter { Backend.fastest(for: $0) != nil }
private let whyNot: Comment = "no fast products in bf16 or int8 on this processor"

/// Products in bf16 and int8: close to fp32, repeatable, and refused where they would be slow.
@Suite struct PrecisionTests {
  private struct Row: Decodable {
    var text: String
  }

  @Test("oneDNN computes all with the widest AVX-512, single precision alone without VNNI, and nothing with AVX2 or on ARM")
  func faster() {
    func precisions(_ set: String) -> [Precision] { Precision.allCases.filter { Backend.isOneDNNFaster($0, with: set) } }
    #expect(precisions("avx512_bf16") == [.f32, .bf16, .int8])
    #expect(precisions("avx512") == [.f32])
    for set in ["avx2", "avx2_vnni", "neon", "neon_dotprod", "neon_i8mm", "neon_bf16"] { #expect(precisions(set) == [], "\(set)") }
  }

  @Test("a precision that would be slow is refused with the reason and what to choose")
  func refusal() throws {
    #expect(
      Backend.objection(to: .bf16, with: "avx2", offersInt8: true)
        == "bf16 products need AVX-512 BF16 instructions, or on ARM those for bfloat16, but those in use are 'avx2', with which they would be "
        + "slower than with f32: choose int8, which is faster than f32 here, or f32")
    #expect(
      Backend.objection(to: .int8, with: "baseline", offersInt8: false)
        == "int8 products need AVX2 instructions, or on ARM those for products of bytes, but those in use are 'baseline', with "
        + "which they would be slower than with f32: choose f32")
    for precision in Precision.allCases {
      if Backend.fastest(for: precision) != nil {
        try Backend.require(precision)
      } else {
        #expect(throws: EngineError.self) { try Backend.require(precision) }
      }
    }
    #expect(Backend.fastest(for: .f32) != nil, "fp32 is never refused")
  }

  @Test("a model is refused in a precision whose products are not fast with this processor or build", arguments: [Precision.bf16, .int8])
  func refusalOfTheModel(precision: Precision) throws {
    guard !offered.contains(precision) else { return }
    #expect(throws: EngineError.self) {
      try AttributionModel(directory: Fixtures.samples.appendingPathComponent("bert-tiny-sentiment"), precision: precision)
    }
  }

  @Test(
    "a product is that of the reduced numbers, and comes reduced too where that is wanted", .enabled(if: !offered.isEmpty, whyNot),
    arguments: Backend.allCases.filter(\.isAvailable), [16, 33, 48, 384])
  func product(backend: Backend, inputs: Int) throws {
    for precision in [Precision.bf16, .int8] where backend.supports(precision) { try product(backend, precision, inputs: inputs) }
  }

  private func product(_ backend: Backend, _ precision: Precision, inputs: Int) throws {
    var random = RandomNumbers(seed: UInt64(inputs))
    let (rows, outputs) = (32, 80)
    let x = FloatBuffer(rows: rows, columns: inputs, precision: precision)
    x.pointer.update(from: random.floats(rows * inputs), count: rows * inputs)
    var reduced = ge_reduced(x.reduced)
    ge_reduce(x.pointer, 0, rows, inputs, &reduced)
    let weight = random.floats(outputs * inputs)
    let bias = random.floats(outputs)
    let (expected, size) = LinearReference.product(
      Self.restored(x, rows: rows, columns: inputs), Self.restored(weight, rows: outputs, precision, backend), bias, rows: rows,
      inputs: inputs, outputs: outputs)
    let layer = Linear(
      weight: weight, bias: bias, outputs: outputs, inputs: inputs, activation: .gelu, precision: precision, typicalRows: rows,
      backend: backend)
    let y = FloatBuffer(rows: rows, columns: outputs, precision: precision)
    layer.run(x, rows: rows, into: y, context: LinearContext())
    var worst = 0.0
    for (index, sum) in expected.enumerated() {
      worst = max(worst, abs(Double(y.pointer[index]) - LinearReference.activate(sum, .gelu)))
    }
    #expect(worst <= 2e-6 * max(1, size), "\(worst) of \(size)")
    let numbers = (0..<rows * outputs).map { y.pointer[$0] }
    #expect(Self.restored(numbers, rows: rows, precision) == Self.restored(y, rows: rows, columns: outputs))
  }

  @Test(
    "the shapes of common models run on oneDNN's blocked kernels", .enabled(if: !offered.isEmpty, whyNot),
    arguments: offered,
    [
      (384, 1536), (384, 384), (1536, 384), (768, 3072), (768, 768), (3072, 768), (768, 2304), (384, 1152), (128, 512), (256, 1024),
    ])
  func implementation(precision: Precision, shape: (Int, Int)) throws {
    guard Backend.oneDNN.supports(precision) else { return }
    let (inputs, outputs) = shape
    let weight = [Float](repeating: 0, count: inputs * outputs)
    let layer = Linear(
      weight: weight, bias: [Float](repeating: 0, count: outputs), outputs: outputs, inputs: inputs, precision: precision,
      backend: .oneDNN)
    for rows in [256, 160, 512] {
      let name = try #require(layer.implementation(rows: rows))
      #expect(name.hasPrefix("brg"), "\(rows) rows: \(name)")
    }
    #expect(layer.packedSize < (precision == .int8 ? 1 : 2) * inputs * outputs * 5 / 4)
  }

  @Test(
    "a text's result is bitwise the same alone and in company", .enabled(if: !offered.isEmpty, whyNot),
    arguments: offered, ["bert", "electra"])
  func neighbours(precision: Precision, kind: String) throws {
    let directory =
      kind == "bert"
      ? Fixtures.samples.appendingPathComponent("bert-tiny-sentiment") : Fixtures.url.appendingPathComponent("models/electra-odd-nli")
    let model = try AttributionModel(directory: directory, precision: precision)
    let texts = ["a dull film", "", "the acting , the story and the music are all wonderful", "not bad at all", "hmm"]
    let encodings = texts.map { model.tokenizer.encode($0, pair: nil, maxLength: model.maxTokens) }
    let together = model.makeWorker().run(encodings, keepLayers: true)
    let reversed = model.makeWorker().run(encodings.reversed(), keepLayers: true).reversed()
    let worker = model.makeWorker()
    for (index, (a, b)) in zip(together, reversed).enumerated() {
      let alone = try #require(worker.run([encodings[index]], keepLayers: true).first)
      #expect(a.isFinite)
      #expect(a == b && a == alone)
    }
  }

  @Test(
    "the models of the repository are near fp32", .enabled(if: !offered.isEmpty, whyNot), arguments: offered,
    ["bert-tiny-sentiment", "electra-odd-nli"])
  func agreementOfTheSample(precision: Precision, name: String) throws {
    let models = name == "bert-tiny-sentiment" ? Fixtures.samples : Fixtures.url.appendingPathComponent("models")
    let texts = try JSONLines.decode(Row.self, Fixtures.samples.appendingPathComponent("movies.jsonl")).prefix(100).map(\.text)
    let agreement = try agreement(models.appendingPathComponent(name), texts, precision)
    // The logits of a model with random weights are close to each other, and int8 changes the order of some.
    #expect(agreement.labels >= (precision == .int8 ? 0.9 : 0.97) && agreement.meanCorrelation >= (precision == .int8 ? 0.98 : 0.99))
  }

  @Test(
    "MiniLM gives the labels and the order of tokens of fp32",
    .enabled(if: !offered.isEmpty, whyNot),
    .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)), arguments: offered)
  func agreementOfMiniLM(precision: Precision) throws {
    let shared = try #require(SharedFolder.url)
    let texts = try JSONLines.decode(Row.self, shared.appendingPathComponent("corpora/movies.jsonl")).prefix(300).map(\.text)
    let agreement = try agreement(shared.appendingPathComponent("models/minilm-l6-sentiment"), texts, precision)
    #expect(agreement.labels >= (precision == .int8 ? 0.99 : 0.997))
    #expect(agreement.meanCorrelation >= (precision == .int8 ? 0.995 : 0.999))
  }

  @Test(
    "a model of each family is near fp32",
    .enabled(if: !offered.isEmpty, whyNot), .enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)),
    arguments: offered, GoldenModels.oneOfEachFamily + ["roberta-tiny-sentiment", "distilbert-tiny-sentiment"])
  func agreementOfFamilies(precision: Precision, name: String) throws {
    let shared = try #require(SharedFolder.url)
    let directory = shared.appendingPathComponent("models/\(name)")
    let examples = try GoldenExample.all(shared.appendingPathComponent("goldens/\(name).jsonl"))
    let reference = try AttributionModel(directory: directory)
    // Of an empty text, two tokens remain, whose order is right or wrong.
    let encodings = examples.map { $0.encoding(reference) }.filter { $0.count > 2 }
    let agreement = try agreement(encodings, reference, try AttributionModel(directory: directory, precision: precision))
    #expect(agreement.meanCorrelation >= (precision == .int8 ? 0.98 : 0.99))
    if precision == .int8, ["avx2", "avx512"].contains(InstructionSet.current) {
      // Weights have up to a bit less there: of the random models, the largest error is 0.150, and the largest margin 0.148.
      #expect(agreement.largestLogitError < 0.2 && agreement.largestMarginOfUnequal < 0.2)
    } else {
      // Among the logits of random models some are nearer than 0.002.
      #expect(agreement.equalLabels >= agreement.texts - 1)
    }
  }

  private func agreement(_ directory: URL, _ texts: [String], _ precision: Precision) throws -> Agreement {
    let reference = try AttributionModel(directory: directory)
    return try agreement(
      texts.map { reference.tokenizer.encode($0, pair: nil, maxLength: reference.maxTokens) }, reference,
      try AttributionModel(directory: directory, precision: precision))
  }

  private func agreement(_ encodings: [Encoding], _ reference: AttributionModel, _ other: AttributionModel) throws -> Agreement {
    let agreement = Agreement(encodings, reference, other)
    print(
      "\(reference.configuration.architecture.modelType), \(other.precision.rawValue): \(agreement.texts) texts, equal labels \(agreement.labels), "
        + "Spearman \(agreement.meanCorrelation), lowest \(agreement.lowestCorrelation), largest logit error \(agreement.largestLogitError), "
        + "largest margin of another label \(agreement.largestMarginOfUnequal)")
    return agreement
  }

  /// The numbers of a buffer, read in its lower precision.
  private static func restored(_ buffer: FloatBuffer, rows: Int, columns: Int) -> [Float] {
    guard let reduced = buffer.reduced else { return [] }
    return (0..<rows * columns).map { place in
      if let bf16 = reduced.bf16 { return Float(bitPattern: UInt32(bf16[place]) << 16) }
      guard let int8 = reduced.int8, let scales = reduced.scales else { return .nan }
      return Float(int8[place]) * scales[place / columns]
    }
  }

  /// Weights converted to a lower precision and back, as the layers of a backend have them.
  private static func restored(_ weight: [Float], rows: Int, _ precision: Precision, _ backend: Backend) -> [Float] {
    guard precision == .int8 else { return restored(weight, rows: rows, precision) }
    let inputs = weight.count / rows
    let quantized = QuantizedWeights(weight: weight, bias: nil, outputs: rows, inputs: inputs, for: backend)
    return quantized.numbers.indices.map { Float(quantized.numbers[$0]) * quantized.scales[$0 / inputs] }
  }

  /// Numbers converted to a lower precision and back.
  private static func restored(_ numbers: [Float], rows: Int, _ precision: Precision) -> [Float] {
    let columns = numbers.count / rows
    let buffer = FloatBuffer(rows: rows, columns: columns, precision: precision)
    var reduced = ge_reduced(buffer.reduced)
    ge_reduce(numbers, 0, rows, columns, &reduced)
    return restored(buffer, rows: rows, columns: columns)
  }
}
