@testable import Engine

/// DecompX by its definition, in double precision, with all vectors at once.
struct NaiveDecompX {
  let layers: [LayerWeights]
  let head: ClassificationHead

  /// The parts of the logits, from what the layers of a run showed. `[T, C]`
  func scores(_ recorded: [RecordedLayers.Layer]) throws -> [[Double]] {
    let configuration = layers[0].configuration
    let (size, headSize) = (configuration.hiddenSize, configuration.headSize)
    let count = recorded[0].deviation1.count
    let all = 0..<count
    // parts[i][k]: what token k is of token i.
    var parts: [[[Double]]] = []
    for (index, weights) in layers.enumerated() {
      let layer = recorded[index]
      let (values, output) = (try weights.value, try weights.attentionOutput)
      let (first, second) = (try weights.intermediate, try weights.output)
      let (firstNorm, secondNorm) = (try weights.attentionLayerNorm, try weights.outputLayerNorm)
      let activation = LinearActivation(configuration.hiddenActivation)
      let sent: [[[Double]]] =
        index == 0
        ? all.map { j in all.map { k in j == k ? row(layer.values, k, size) : [Double](repeating: 0, count: size) } }
        : parts.map { $0.map { multiply(values.weight, $0) } }
      if index == 0 {
        parts = all.map { i in all.map { k in i == k ? row(layer.input, k, size) : [Double](repeating: 0, count: size) } }
      }
      var bias = output.bias.map(Double.init)
      if index > 0 { bias = add(bias, multiply(output.weight, values.bias.map(Double.init))) }
      parts = all.map { i in
        var row = all.map { k in
          var mixed = [Double](repeating: 0, count: size)
          for j in all {
            for c in 0..<size { mixed[c] += layer.probabilities[(c / headSize * count + i) * count + j] * sent[j][k][c] }
          }
          return add(multiply(output.weight, mixed), parts[i][k])
        }
        row = share(bias, row)
        row = share(firstNorm.bias.map(Double.init), row.map { norm($0, firstNorm, layer.deviation1[i]) })
        let slopes = first.bias.indices.map { slope(layer.preActivations[i * first.bias.count + $0], activation) }
        let wide = share(first.bias.map(Double.init), row.map { multiply(first.weight, $0) }).map { zip($0, slopes).map(*) }
        let narrow = share(second.bias.map(Double.init), wide.map { multiply(second.weight, $0) })
        row = zip(row, narrow).map(add)
        return share(secondNorm.bias.map(Double.init), row.map { norm($0, secondNorm, layer.deviation2[i]) })
      }
    }
    let hidden = row(recorded[recorded.count - 1].output, 0, size)
    let slopes = add(multiply(head.dense.weight, hidden), head.dense.bias.map(Double.init)).map { slope($0, head.activation) }
    let pooled = share(head.dense.bias.map(Double.init), parts[0].map { multiply(head.dense.weight, $0) }).map { zip($0, slopes).map(*) }
    return share(head.output.bias.map(Double.init), pooled.map { multiply(head.output.weight, $0) })
  }

  /// The parts with a bias that is shared by absolute inner product.
  private func share(_ bias: [Double], _ parts: [[Double]]) -> [[Double]] {
    let weights = parts.map { abs(zip($0, bias).reduce(0) { $0 + $1.0 * $1.1 }) }
    let sum = weights.reduce(1e-12, +)
    return zip(parts, weights).map { part, weight in zip(part, bias).map { $0 + weight / sum * $1 } }
  }

  private func slope(_ x: Double, _ activation: LinearActivation) -> Double {
    x == 0 ? 0 : LinearReference.activate(x, activation) / x
  }

  private func norm(_ x: [Double], _ norm: LayerNorm, _ deviation: Double) -> [Double] {
    let mean = x.reduce(0, +) / Double(x.count)
    return zip(x, norm.weight).map { ($0 - mean) / deviation * Double($1) }
  }

  private func multiply(_ weight: [Float], _ x: [Double]) -> [Double] {
    (0..<weight.count / x.count).map { r in x.indices.reduce(0.0) { $0 + Double(weight[r * x.count + $1]) * x[$1] } }
  }

  private func add(_ x: [Double], _ y: [Double]) -> [Double] { zip(x, y).map(+) }

  private func row(_ x: [Double], _ i: Int, _ size: Int) -> [Double] { Array(x[i * size..<(i + 1) * size]) }
}
