import CKernels

/// The weights of one layer for DecompX, in single precision.
struct DecompXLayer: Sendable {
  let attentionLayerNorm: LayerNorm
  let outputLayerNorm: LayerNorm
  /// `x W_V'`; nil in the first layer, whose values are known, and in the last, where one token alone receives. `[D, D]`
  let value: Linear?
  /// `x W_O'`; nil in the first layer. `[D, D]`
  let attentionOutput: Linear?
  /// The transposed W_O of the first layer, or W_V of the last one, which multiply the parts of one head at a time. With a vector's length of
  /// zeros at the end. `[D, D]`
  let outputRows, valueRows: [Float]
  /// The bias behind the attention: that of W_O and, but in the first layer, whose values have theirs, W_O times the values' bias. `[D]`
  let attentionBias: [Float]
  /// `x W_1'`, from `[N, D]` to `[N, F]`, without bias and activation.
  let intermediate: Linear
  /// `[F]`
  let intermediateBias: [Float]
  /// `W_1' b_1`, whose inner product with a part is that of the bias with W_1 times the part. `[D]`
  let intermediateDirection: [Float]
  /// `x W_2'`, from `[N, F]` to `[N, D]`, without bias.
  let output: Linear
  /// `[D]`
  let outputBias: [Float]

  /// Packs the weights.
  /// - Throws: `EngineError` where a tensor is missing or has another shape.
  init(_ weights: LayerWeights, _ place: BackwardLayer.Place) throws {
    let isFirst = place == .first || place == .only
    func linear(_ dense: DenseWeights) -> Linear {
      Linear(weight: dense.weight, bias: nil, outputs: dense.bias.count, inputs: dense.weight.count / dense.bias.count)
    }
    func rows(_ dense: DenseWeights) -> [Float] {
      Kernels.transposed(dense.weight, rows: dense.bias.count) + [Float](repeating: 0, count: 16)
    }
    attentionLayerNorm = try weights.attentionLayerNorm
    outputLayerNorm = try weights.outputLayerNorm
    let (ofAttention, values) = (try weights.attentionOutput, try weights.value)
    value = place == .middle ? linear(values) : nil
    attentionOutput = isFirst ? nil : linear(ofAttention)
    outputRows = isFirst ? rows(ofAttention) : []
    valueRows = place == .last ? rows(values) : []
    attentionBias = isFirst ? ofAttention.bias : Kernels.affine(weight: ofAttention.weight, bias: ofAttention.bias, values.bias)
    let first = try weights.intermediate
    intermediate = linear(first)
    intermediateBias = first.bias
    let size = weights.configuration.hiddenSize
    let padded = first.weight + [Float](repeating: 0, count: 16)
    intermediateDirection = [Float](unsafeUninitializedCapacity: size) { output, count in
      if let start = output.baseAddress { ge_mix(first.bias, 0, 1, 1, first.bias.count, padded, size, size, start, size) }
      count = size
    }
    output = linear(try weights.output)
    outputBias = try weights.output.bias
  }
}
