import CKernels

/// What backward passes need of the forward pass of a batch, in buffers of one worker. It observes the layers.
///
/// Of the last layer, the values after the attention are kept for the first token of each text only, in row t for text t, because the
/// gradients of all other tokens are 0.
final class BackwardRecord: LayerObserver {
  /// The values of one layer.
  struct Layer {
    /// s1 and s2. `[N]`
    let deviation1, deviation2: FloatBuffer
    /// The normalized inputs of both LayerNorms, without weight and bias; nil without gradients. `[N, D]`
    let normalized1, normalized2: FloatBuffer?
    /// The slopes of the activation; nil for a rule that is not asked for. `[N, F]`
    let frozenSlopes, derivatives: FloatBuffer?
    /// A^h of all texts. `[H, headStride]`
    let probabilities: FloatBuffer
    /// Numbers from a head's probabilities to the next head's.
    let headStride: Int
    /// Queries (scaled) and keys, for gradients; the values of the first layer for both rules. `[N, D]`
    let queries, keys, values: FloatBuffer?
    /// Whether values after the attention are kept for first tokens only.
    let isShort: Bool

    /// The slopes for a rule.
    func slopes(_ rule: BackwardRule) -> FloatBuffer? { rule == .frozen ? frozenSlopes : derivatives }

    /// The place of a text's probabilities within those of a head: a matrix `[T, padded T]`, or its first row in a short layer.
    func offset(of text: PackedText) -> Int { isShort ? 16 * text.start : text.matrix }
  }

  /// `[L]`
  let layers: [Layer]
  /// The embeddings, after their LayerNorm; nil without gradients. `[N, E]`
  let embeddings: FloatBuffer?
  /// The input of the first layer. `[N, D]`
  let input: FloatBuffer
  private(set) var batch = PackedBatch([], rows: 0)

  /// The LayerNorms of each layer. `[L]`
  private let norms: [(attention: LayerNorm, output: LayerNorm)]
  private let activation: LinearActivation
  private let ones, zeros: [Float]

  var needsPreActivations: Bool { true }

  /// Allocates memory for what the passes by `rules` need, which must be among those of the weights.
  convenience init(_ weights: BackwardWeights, rules: Set<BackwardRule>, _ capacity: BatchCapacity) {
    self.init(
      weights.configuration, norms: weights.layers.map { ($0.attentionLayerNorm, $0.outputLayerNorm) }, rules: rules, capacity)
  }

  /// Allocates memory for what the passes by `rules` need. `norms` has the LayerNorms of each layer. `[L]`
  init(
    _ configuration: ModelConfiguration, norms: [(attention: LayerNorm, output: LayerNorm)], rules: Set<BackwardRule>,
    _ capacity: BatchCapacity
  ) {
    self.norms = norms
    activation = LinearActivation(configuration.hiddenActivation)
    let (rows, size) = (capacity.rows, configuration.hiddenSize)
    let isGradient = rules.contains(.gradient)
    ones = Array(repeating: 1, count: size)
    zeros = Array(repeating: 0, count: size)
    // Vectors may read past the last row.
    func matrix(_ columns: Int, if isNeeded: Bool = true) -> FloatBuffer? { isNeeded ? FloatBuffer(count: rows * columns + 16) : nil }
    embeddings = matrix(configuration.normalizedEmbeddingSize, if: isGradient)
    input = FloatBuffer(count: rows * size)
    layers = norms.indices.map { index in
      let isShort = norms.count > 1 && index == norms.count - 1
      let headStride = isShort ? 16 * rows : capacity.matrices
      return Layer(
        deviation1: FloatBuffer(count: rows), deviation2: FloatBuffer(count: rows), normalized1: matrix(size, if: isGradient),
        normalized2: matrix(size, if: isGradient),
        frozenSlopes: matrix(configuration.intermediateSize, if: rules.contains(.frozen)),
        derivatives: matrix(configuration.intermediateSize, if: isGradient),
        probabilities: FloatBuffer(count: configuration.attentionHeads * headStride + 16), headStride: headStride,
        queries: matrix(size, if: isGradient), keys: matrix(size, if: isGradient), values: matrix(size, if: isGradient || index == 0),
        isShort: isShort)
    }
  }

  /// Starts with the texts of a new batch.
  func begin(_ batch: PackedBatch) { self.batch = batch }

  func didEmbed(_ embeddings: FloatRows, _ batch: PackedBatch) {
    if let target = self.embeddings { copy(embeddings, to: target) }
  }

  func willAttend(_ trace: LayerTrace.Attention) {
    let layer = layers[trace.layer]
    if trace.layer == 0 { copy(trace.input, to: input) }
    if let queries = layer.queries { copy(trace.queries, to: queries) }
    if let keys = layer.keys { copy(trace.keys, to: keys) }
    if let values = layer.values { copy(trace.values, to: values) }
  }

  func read(_ probabilities: LayerTrace.Probabilities) {
    let layer = layers[probabilities.layer]
    let (text, tokens) = (probabilities.text, probabilities.tokens)
    guard !layer.isShort || tokens.lowerBound == 0 else { return }
    let rows = layer.isShort ? 0..<1 : tokens
    for head in 0..<probabilities.heads {
      let target = layer.probabilities.pointer + head * layer.headStride + layer.offset(of: text)
      for token in rows {
        (target + token * text.padded).update(from: probabilities.row(head: head, token: token), count: text.padded)
      }
    }
  }

  func didAttend(_ trace: LayerTrace.Middle) {
    let layer = layers[trace.layer]
    if let target = layer.normalized1 {
      normalize(trace.attention, adding: trace.input, norms[trace.layer].attention, layer, into: target)
    }
  }

  func didRun(_ trace: LayerTrace.Output) {
    let layer = layers[trace.layer]
    if let target = layer.normalized2 {
      normalize(trace.feedForward, adding: trace.attended, norms[trace.layer].output, layer, into: target)
    }
    guard let sums = trace.preActivations else { preconditionFailure("a backward pass without pre-activations") }
    for (rule, target) in [(BackwardRule.frozen, layer.frozenSlopes), (BackwardRule.gradient, layer.derivatives)] {
      guard let target else { continue }
      forEachRun(layer) { rows, place in
        ge_slopes(
          activation.rawValue, rule.slope, sums[rows.lowerBound], rows.count * sums.columns,
          target.pointer + place * sums.columns)
      }
    }
    forEachRun(layer) { rows, place in
      (layer.deviation1.pointer + place).update(from: trace.deviation1 + rows.lowerBound, count: rows.count)
      (layer.deviation2.pointer + place).update(from: trace.deviation2 + rows.lowerBound, count: rows.count)
    }
  }

  /// Number of rows that belong to texts.
  var usedRows: Int { batch.texts.last.map { $0.start + $0.count } ?? 0 }

  /// Calls `body` with each run of rows whose values are kept, and the row from which they are kept.
  private func forEachRun(_ layer: Layer, _ body: (Range<Int>, Int) -> Void) {
    guard layer.isShort else { return body(0..<usedRows, 0) }
    for (index, text) in batch.texts.enumerated() { body(text.start..<text.start + 1, index) }
  }

  /// Computes `(z - mean(z)) / s` of `z = x + residual`.
  private func normalize(_ x: FloatRows, adding residual: FloatRows, _ norm: LayerNorm, _ layer: Layer, into output: FloatBuffer) {
    precondition(x.stride == x.columns && residual.stride == x.columns && x.columns == ones.count, "rows with gaps")
    forEachRun(layer) { rows, place in
      var reduced = ge_reduced()
      ge_layer_norm(
        x[rows.lowerBound], residual[rows.lowerBound], ones, zeros, norm.epsilon, rows.count, x.columns,
        output.pointer + place * x.columns, nil, &reduced)
    }
  }

  private func copy(_ rows: FloatRows, to output: FloatBuffer) {
    precondition(output.count >= usedRows * rows.columns, "a copy of \(usedRows) rows does not fit")
    for row in 0..<usedRows { (output.pointer + row * rows.columns).update(from: rows[row], count: rows.columns) }
  }
}
