/// One post-LN layer: transformers' `BertLayer` and `ElectraLayer`.
///
/// <https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/bert/modeling_bert.py>
struct EncoderLayer: Sendable {
  /// `D`
  let hiddenSize: Int
  /// `H`
  let heads: Int
  /// `d`
  let headSize: Int
  /// `attention.self.query` (scaled by 1 / sqrt(d)), `.key` and `.value` in one product. `[3 D, D]`
  let projection: Linear
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
  /// Nil where only the encoder is wanted.
  let fixedMap: FixedMap?

  init(_ checkpoint: Checkpoint, _ configuration: ModelConfiguration, layer: Int, precision: Precision, explains: Bool) throws {
    let size = configuration.hiddenSize
    let prefix = "encoder.layer.\(layer)."
    hiddenSize = size
    heads = configuration.attentionHeads
    headSize = configuration.headSize
    let epsilon = configuration.layerNormEpsilon
    attentionLayerNorm = try LayerNorm(checkpoint, prefix + "attention.output.LayerNorm", size: size, epsilon: epsilon)
    outputLayerNorm = try LayerNorm(checkpoint, prefix + "output.LayerNorm", size: size, epsilon: epsilon)

    let outputWeight = try checkpoint.tensor(prefix + "attention.output.dense.weight", shape: [size, size])
    fixedMap =
      explains
      ? FixedMap(
        outputWeight: outputWeight, gamma1: attentionLayerNorm.weight, gamma2: outputLayerNorm.weight, heads: heads, headSize: headSize,
        precision: precision)
      : nil

    var weight: [Float] = []
    var bias: [Float] = []
    weight.reserveCapacity(3 * size * size)
    for name in ["query", "key", "value"] {
      let factor = name == "query" ? 1 / Float(headSize).squareRoot() : 1
      let part = prefix + "attention.self.\(name)"
      let partWeight = try checkpoint.tensor(part + ".weight", shape: [size, size])
      let partBias = try checkpoint.tensor(part + ".bias", shape: [size])
      weight += factor == 1 ? partWeight : partWeight.map { $0 * factor }
      bias += factor == 1 ? partBias : partBias.map { $0 * factor }
    }
    projection = Linear(
      weight: weight, bias: bias, outputs: 3 * size, inputs: size, activation: .none, precision: precision)
    attentionOutput = Linear(
      weight: outputWeight, bias: try checkpoint.tensor(prefix + "attention.output.dense.bias", shape: [size]), outputs: size, inputs: size,
      activation: .none, precision: precision)
    intermediate = try Linear(
      checkpoint, prefix + "intermediate.dense", outputs: configuration.intermediateSize, inputs: size,
      activation: LinearActivation(configuration.hiddenActivation), precision: precision)
    output = try Linear(checkpoint, prefix + "output.dense", outputs: size, inputs: configuration.intermediateSize, precision: precision)
  }

  /// Runs the layer over `workspace.hidden` `[N, D]` in place. With `explains`, leaves the unscaled pair norms of each text in
  /// `workspace.pairs`, and s1 and s2 in the deviations.
  func run(_ texts: [PackedText], rows: Int, in workspace: Workspace, explains: Bool) {
    let w = workspace
    projection.run(w.hidden, rows: rows, into: w.projected, context: w.linear)
    Kernels.transpose(w.projected, ld: w.projectedWidth, rows: rows, columns: hiddenSize..<2 * hiddenSize, into: w.keyT, ldt: w.ldt)
    if explains { Kernels.formGramMatrices(self, w, rows: rows) }
    Kernels.attend(self, w, texts, explains: explains)

    attentionOutput.run(w.context, rows: rows, into: w.dense, context: w.linear)
    Kernels.layerNorm(w.dense, adding: w.hidden, attentionLayerNorm, rows: rows, into: w.attended, deviation: w.deviation1)
    intermediate.run(w.attended, rows: rows, into: w.intermediate, context: w.linear)
    output.run(w.intermediate, rows: rows, into: w.dense, context: w.linear)
    Kernels.layerNorm(w.dense, adding: w.attended, outputLayerNorm, rows: rows, into: w.hidden, deviation: w.deviation2)
  }
}
