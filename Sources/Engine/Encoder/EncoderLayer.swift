/// A post-LN layer: `BertLayer` or `ElectraLayer` of transformers. It computes the forward pass and shows its intermediate values to
/// observers.
///
/// <https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/bert/modeling_bert.py>
struct EncoderLayer: Sendable {
  /// `D`
  let hiddenSize: Int
  /// `H`
  let heads: Int
  /// `d`
  let headSize: Int
  /// `attention.self.query` (scaled), `.key` and `.value` in one product. `[3 D, D]`
  let projection: Linear
  /// What the distance of two tokens adds to their score.
  let distanceTerms: DistanceTerms
  /// `attention.output.dense`. `[D, D]`
  let attentionOutput: Linear
  /// `attention.output.LayerNorm`
  let attentionLayerNorm: LayerNorm
  /// `intermediate.dense` with the activation. `[F, D]`
  let intermediate: Linear
  /// `output.dense`. `[D, F]`
  let output: Linear
  /// `output.LayerNorm`
  let outputLayerNorm: LayerNorm

  /// Packs the weights of a layer.
  /// - Throws: `EngineError` where a tensor is missing or has another shape.
  init(_ weights: LayerWeights, _ positions: RelativePositions, precision: Precision) throws {
    let configuration = weights.configuration
    hiddenSize = configuration.hiddenSize
    heads = configuration.attentionHeads
    headSize = configuration.headSize
    attentionLayerNorm = try weights.attentionLayerNorm
    outputLayerNorm = try weights.outputLayerNorm
    attentionOutput = Linear(try weights.attentionOutput, precision: precision)
    projection = Linear(try Self.projection(weights), precision: precision)
    distanceTerms = try DistanceTerms(weights, positions)
    intermediate = Linear(
      try weights.intermediate, activation: LinearActivation(configuration.hiddenActivation), precision: precision)
    output = Linear(try weights.output, precision: precision)
  }

  /// Weights and biases of the scaled queries, the keys and the values, as one dense layer.
  static func projection(_ weights: LayerWeights) throws -> DenseWeights {
    let factor = weights.configuration.scoreFactor
    var joined = try weights.query
    for index in joined.weight.indices { joined.weight[index] *= factor }
    for index in joined.bias.indices { joined.bias[index] *= factor }
    for part in [try weights.key, try weights.value] {
      joined.weight += part.weight
      joined.bias += part.bias
    }
    return joined
  }

  /// Runs this layer, with number `index`, in place on `workspace.hidden` `[N, D]`.
  func run(_ batch: PackedBatch, index: Int, in workspace: EncoderWorkspace, observers: [any LayerObserver]) {
    let w = workspace
    let rows = batch.rows
    projection.run(w.hidden, rows: rows, into: w.projected, context: w.linear)
    Kernels.transpose(w.projected, ld: w.projectedWidth, rows: rows, columns: hiddenSize..<2 * hiddenSize, into: w.keyT, ldt: w.ldt)
    attend(batch, index: index, in: w, observers)

    attentionOutput.run(w.context, rows: rows, into: w.dense, context: w.linear)
    Kernels.layerNorm(w.dense, adding: w.hidden, attentionLayerNorm, rows: rows, into: w.attended, deviation: w.deviation1)
    let middle = LayerTrace.Middle(layer: index, batch: batch, input: rowsOfHidden(w.hidden), attention: rowsOfHidden(w.dense))
    for observer in observers { observer.didAttend(middle) }
    if let sums = w.preActivations {
      intermediate.run(w.attended, rows: rows, keeping: sums, into: w.intermediate, context: w.linear)
    } else {
      intermediate.run(w.attended, rows: rows, into: w.intermediate, context: w.linear)
    }
    output.run(w.intermediate, rows: rows, into: w.dense, context: w.linear)
    Kernels.layerNorm(w.dense, adding: w.attended, outputLayerNorm, rows: rows, into: w.hidden, deviation: w.deviation2)
    guard !observers.isEmpty else { return }
    let trace = LayerTrace.Output(
      layer: index, batch: batch, deviation1: w.deviation1.pointer, deviation2: w.deviation2.pointer,
      preActivations: w.preActivations.map { FloatRows(start: $0.pointer, columns: intermediate.outputs, stride: intermediate.outputs) },
      attended: rowsOfHidden(w.attended), feedForward: rowsOfHidden(w.dense), output: rowsOfHidden(w.hidden))
    for observer in observers { observer.didRun(trace) }
  }

  /// The rows of a buffer `[N, D]`.
  private func rowsOfHidden(_ buffer: FloatBuffer) -> FloatRows {
    FloatRows(start: buffer.pointer, columns: hiddenSize, stride: hiddenSize)
  }

  /// Computes the concatenated heads of each text from its queries, keys and values.
  private func attend(_ batch: PackedBatch, index: Int, in w: EncoderWorkspace, _ observers: [any LayerObserver]) {
    func projected(_ part: Int) -> FloatRows {
      FloatRows(start: w.projected.pointer + part * hiddenSize, columns: hiddenSize, stride: w.projectedWidth)
    }
    let trace = LayerTrace.Attention(
      layer: index, batch: batch, input: rowsOfHidden(w.hidden), queries: projected(0), keys: projected(1), values: projected(2))
    for observer in observers { observer.willAttend(trace) }
    Kernels.attend(self, trace, in: w) { probabilities in
      for observer in observers { observer.read(probabilities) }
    }
  }
}
