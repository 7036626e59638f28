import Foundation
import TestSupport
import Testing

@testable import Engine

/// The values that layers show to observers are those of the forward pass, and suffice to compute a method.
@Suite struct LayerTraceTests {
  private struct Run {
    let model: AttributionModel
    let weights: [LayerWeights]
    let layers: [RecordedLayers.Layer]
    let logits: [Float]
    let count: Int
  }

  private func run(_ name: String, _ text: String, pair: String?) throws -> Run {
    let directory = Fixtures.url.appendingPathComponent("models/\(name)")
    let model = try AttributionModel(directory: directory, methods: [])
    let checkpoint = try Checkpoint(directory: directory)
    let encoding = model.tokenizer.encode(text, pair: pair, maxLength: 64)
    let recorded = RecordedLayers.run(model, encoding)
    return Run(
      model: model,
      weights: (0..<model.configuration.hiddenLayers).map { LayerWeights(checkpoint, model.configuration, index: $0) },
      layers: recorded.layers, logits: recorded.logits,
      count: encoding.count)
  }

  @Test("N-Enc by its definition, from the values that layers show, equals the authors'", arguments: ["bert-odd-nli", "electra-odd-nli"])
  func definitionOfNEnc(name: String) throws {
    let tensors = try GoldenTensors(Fixtures.url.appendingPathComponent("goldens/\(name).safetensors"))
    let examples = try GoldenExample.all(Fixtures.url.appendingPathComponent("goldens/\(name).jsonl"))
    let example = try #require(examples.first { $0.id == "pair" })
    let run = try run(name, example.text, pair: example.pair)
    let golden = try tensors.doubles("pair/local/N-Enc")
    #expect(golden.count == run.layers.count * run.count * run.count)
    for (index, layer) in run.layers.enumerated() {
      let weights = run.weights[index]
      let naive = NaiveLayer(
        tokens: run.count, heads: weights.configuration.attentionHeads, headSize: weights.configuration.headSize, query: layer.queries,
        key: layer.keys, value: layer.values, outputWeight: try weights.attentionOutput.weight.map(Double.init),
        gamma1: try weights.attentionLayerNorm.weight.map(Double.init), gamma2: try weights.outputLayerNorm.weight.map(Double.init),
        input: layer.input)
      let probabilities = naive.probabilities()
      #expect(layer.probabilities.count == probabilities.count)
      let errors = zip(layer.probabilities, probabilities).map { abs($0 - $1) }
      // A comparison with NaN is false.
      #expect(zip(errors, naive.roundingOfProbabilities()).allSatisfy { $0 <= $1 }, "probabilities of layer \(index)")
      let local = naive.pairs(layer.probabilities).enumerated().map { place, norm in
        norm / (layer.deviation1[place / run.count] * layer.deviation2[place / run.count])
      }
      let area = run.count * run.count
      let error = largestRelativeError(local, Array(golden[index * area..<(index + 1) * area]), above: 1e-6)
      #expect(error < 1e-4, "layer \(index): largest relative error \(error)")
    }
  }

  @Test("pre-activations are the feed-forward block's first product", arguments: ["bert-odd-nli", "electra-odd-nli"])
  func preActivations(name: String) throws {
    let run = try run(name, "It is not bad.", pair: nil)
    for (index, layer) in run.layers.enumerated() {
      let weights = run.weights[index]
      let size = weights.configuration.hiddenSize
      let naive = NaiveLayer(
        tokens: run.count, heads: weights.configuration.attentionHeads, headSize: weights.configuration.headSize, query: layer.queries,
        key: layer.keys, value: layer.values, outputWeight: [], gamma1: [], gamma2: [], input: [])
      let attended = affine(try weights.attentionOutput, naive.context())
      let norm = try weights.attentionLayerNorm
      let middle = (0..<run.count).flatMap { row in
        layerNorm(zip(attended, layer.input).map(+)[row * size..<(row + 1) * size], norm, deviation: layer.deviation1[row])
      }
      #expect(largestError(layer.preActivations, affine(try weights.intermediate, middle)) < 1e-4, "layer \(index)")
      #expect(index == 0 || layer.input == run.layers[index - 1].output)
    }
  }

  @Test("logits are bitwise the same for all demands of observers")
  func unchangedLogits() throws {
    let run = try run("electra-odd-nli", "It is not bad.", pair: "It is good.")
    let encoding = run.model.tokenizer.encode("It is not bad.", pair: "It is good.", maxLength: 64)
    #expect(try #require(run.model.makeWorker().run([encoding]).first).logits == run.logits)
    let explaining = try AttributionModel(directory: Fixtures.url.appendingPathComponent("models/electra-odd-nli"))
    #expect(try #require(explaining.makeWorker().run([encoding]).first).logits == run.logits)
  }

  private func affine(_ dense: DenseWeights, _ x: [Double]) -> [Double] {
    let inputs = dense.weight.count / dense.bias.count
    return stride(from: 0, to: x.count, by: inputs).flatMap { row in
      dense.bias.indices.map { output in
        (0..<inputs).reduce(Double(dense.bias[output])) { $0 + Double(dense.weight[output * inputs + $1]) * x[row + $1] }
      }
    }
  }

  private func layerNorm(_ x: ArraySlice<Double>, _ norm: LayerNorm, deviation: Double) -> [Double] {
    let mean = x.reduce(0, +) / Double(x.count)
    return zip(x, zip(norm.weight, norm.bias)).map { Double($1.0) * ($0 - mean) / deviation + Double($1.1) }
  }
}
