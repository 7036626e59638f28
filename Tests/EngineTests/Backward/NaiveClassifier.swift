import Foundation

@testable import Engine

/// The encoder's layers and the classifier of one text by their definitions, in double precision. Matrices are row-major.
struct NaiveClassifier {
  /// What DecompX holds fixed, of one layer.
  struct Coefficients {
    /// `[H, T, T]`
    var probabilities: [Double]
    /// `[T]`
    var deviation1, deviation2: [Double]
    /// Value over argument of the activation. `[T, F]`
    var slopes: [Double]
  }

  /// What DecompX holds fixed.
  struct Fixed {
    /// `[L]`
    var layers: [Coefficients]
    /// Value over argument of the activation between the classifier's layers. `[D]`
    var slopes: [Double]
  }

  let layers: [LayerWeights]
  let head: ClassificationHead
  private let configuration: ModelConfiguration

  init(_ layers: [LayerWeights], _ head: ClassificationHead) {
    self.layers = layers
    self.head = head
    configuration = layers[0].configuration
  }

  private var size: Int { configuration.hiddenSize }
  private var headSize: Int { configuration.headSize }

  /// The logits of a text's input `x` `[T, D]`, and the coefficients that led to them.
  func logits(_ x: [Double]) throws -> (logits: [Double], fixed: Fixed) { try run(x, nil, tokens: nil) }

  /// The logits of the affine map that the model is while the coefficients are fixed. Only some tokens have their input and, in the first
  /// layer, the bias of their value.
  func logits(_ x: [Double], _ fixed: Fixed, tokens: Set<Int>) throws -> [Double] { try run(x, fixed, tokens: tokens).logits }

  private func run(_ input: [Double], _ fixed: Fixed?, tokens: Set<Int>?) throws -> (logits: [Double], fixed: Fixed) {
    let count = input.count / size
    func isKept(_ token: Int) -> Bool { tokens?.contains(token) ?? true }
    var x = (0..<input.count).map { isKept($0 / size) ? input[$0] : 0 }
    var used: [Coefficients] = []
    for (index, weights) in layers.enumerated() {
      let given = fixed?.layers[index]
      let root = Double(headSize).squareRoot()
      var values = affine(try weights.value, x)
      let bias = try weights.value.bias
      if index == 0 {
        for place in values.indices where !isKept(place / size) { values[place] -= Double(bias[place % size]) }
      }
      let attention = NaiveLayer(
        tokens: count, heads: configuration.attentionHeads, headSize: headSize, query: affine(try weights.query, x).map { $0 / root },
        key: affine(try weights.key, x), value: values, outputWeight: [], gamma1: [], gamma2: [], input: [])
      let probabilities = given?.probabilities ?? attention.probabilities()
      let mixed = affine(try weights.attentionOutput, mix(probabilities, values, count: count))
      let (middle, deviation1) = norm(zip(mixed, x).map(+), try weights.attentionLayerNorm, given?.deviation1)
      let sums = affine(try weights.intermediate, middle)
      let slopes = given?.slopes ?? sums.map { slope($0, LinearActivation(configuration.hiddenActivation)) }
      let wide = affine(try weights.output, zip(sums, slopes).map(*))
      let (output, deviation2) = norm(zip(wide, middle).map(+), try weights.outputLayerNorm, given?.deviation2)
      used.append(Coefficients(probabilities: probabilities, deviation1: deviation1, deviation2: deviation2, slopes: slopes))
      x = output
    }
    let inner = affine(head.dense, Array(x.prefix(size)))
    let slopes = fixed?.slopes ?? inner.map { slope($0, head.activation) }
    return (affine(head.output, zip(inner, slopes).map(*)), Fixed(layers: used, slopes: slopes))
  }

  private func slope(_ x: Double, _ activation: LinearActivation) -> Double {
    x == 0 ? 0 : LinearReference.activate(x, activation) / x
  }

  private func affine(_ dense: DenseWeights, _ x: [Double]) -> [Double] {
    let (inputs, outputs) = (dense.weight.count / dense.bias.count, dense.bias.count)
    var y: [Double] = []
    for row in stride(from: 0, to: x.count, by: inputs) {
      for output in 0..<outputs {
        var sum = Double(dense.bias[output])
        for k in 0..<inputs { sum += Double(dense.weight[output * inputs + k]) * x[row + k] }
        y.append(sum)
      }
    }
    return y
  }

  private func mix(_ probabilities: [Double], _ values: [Double], count: Int) -> [Double] {
    (0..<count * size).map { place in
      let (i, c) = (place / size, place % size)
      return (0..<count).reduce(0.0) { $0 + probabilities[(c / headSize * count + i) * count + $1] * values[$1 * size + c] }
    }
  }

  private func norm(_ z: [Double], _ norm: LayerNorm, _ fixed: [Double]?) -> (output: [Double], deviations: [Double]) {
    var (output, deviations): ([Double], [Double]) = ([], [])
    for row in stride(from: 0, to: z.count, by: size) {
      let values = z[row..<row + size]
      let mean = values.reduce(0, +) / Double(size)
      let variance = values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / Double(size)
      let deviation = fixed?[row / size] ?? (variance + Double(norm.epsilon)).squareRoot()
      for (k, value) in values.enumerated() { output.append((value - mean) / deviation * Double(norm.weight[k]) + Double(norm.bias[k])) }
      deviations.append(deviation)
    }
    return (output, deviations)
  }
}
