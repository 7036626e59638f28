import CKernels

/// A backward pass from the classifier to the embeddings, over all texts of a recorded batch, in buffers of one worker.
///
/// Every product runs over the same number of rows whatever the texts: over all of the batch, or in the last layer, where only first tokens
/// have gradients, over chunks of them. So a text's result depends on the text alone, bitwise.
final class BackwardPass {
  /// Rows of a chunk of first tokens.
  static let chunk = 16

  /// The sum over features of gradient times input; for the frozen rule, the scores. `[N]`
  let sums: FloatBuffer
  /// The L2 norm over features of gradient times input; only for gradients. `[N]`
  let norms: FloatBuffer

  private let weights: BackwardWeights
  private let record: BackwardRecord
  private let linear: LinearContext
  /// The gradient of the sum that a LayerNorm reads: R2, then R1. `[N, D]`
  private let state: FloatBuffer
  /// The output of a product. `[N, D]`
  private let product: FloatBuffer
  /// `[N, F]`
  private let wide: FloatBuffer
  /// The gradient of the concatenated heads, C. `[N, D]`
  private let context: FloatBuffer
  /// The gradients of queries (scaled), keys and values; for the frozen rule, of the values alone. `[N, 3 D]` or `[N, D]`
  private let heads: FloatBuffer
  private let attention: BackwardAttention
  private let embedded: FloatBuffer

  /// Allocates memory for passes by `rules`, which must be those of the record.
  init(
    _ weights: BackwardWeights, _ record: BackwardRecord, rules: Set<BackwardRule>, _ capacity: BatchCapacity, _ linear: LinearContext
  ) {
    self.weights = weights
    self.record = record
    self.linear = linear
    let (rows, size) = (capacity.rows, weights.configuration.hiddenSize)
    func matrix(_ columns: Int) -> FloatBuffer { FloatBuffer(count: rows * columns + 16) }
    (sums, norms) = (FloatBuffer(count: rows), FloatBuffer(count: rows))
    (state, product, context) = (matrix(size), matrix(size), matrix(size))
    wide = matrix(weights.configuration.intermediateSize)
    heads = matrix(rules.contains(.gradient) ? 3 * size : size)
    embedded = matrix(weights.embeddingProjection?.outputs ?? 0)
    attention = BackwardAttention(weights.configuration, rules: rules, capacity)
  }

  /// Runs the pass of one class for each text; its results are in `sums` and `norms`.
  /// - Parameters:
  ///   - rule: A rule of the weights.
  ///   - classes: The class of each text; nil for a text that has none here, whose results mean nothing.
  ///   - hidden: The last hidden state. `[N, D]`
  func run(_ rule: BackwardRule, classes: [Int?], hidden: FloatBuffer) {
    begin(rule, classes, hidden)
    var residual: FloatBuffer?
    for index in weights.layers.indices.reversed() {
      let (layer, recorded) = (weights.layers[index], record.layers[index])
      let rows = recorded.isShort ? shortRows : allRows
      enterLayer(layer, recorded, rule, rows: rows, residual)
      if recorded.isShort {
        attention.spread(layer, recorded, rule, record.batch, state: state, context: context, into: product)
        residual = nil
        continue
      }
      attention.run(layer, recorded, rule, record.batch, context: context, into: heads)
      residual = state
      guard index > 0 || rule == .gradient else { break }
      guard let projection = rule == .frozen ? layer.value : layer.projection else { preconditionFailure("weights of another rule") }
      multiply(projection, heads, into: product, rows: rows)
    }
    switch rule {
    case .frozen: scoreFrozen()
    case .gradient: scoreGradient()
    }
  }

  /// Rows of a product, and how many are computed at once.
  private struct Rows {
    let count, chunk: Int
  }

  /// All rows of the batch, at once.
  private var allRows: Rows { Rows(count: record.batch.rows, chunk: record.batch.rows) }

  /// First tokens, in whole chunks.
  private var shortRows: Rows {
    Rows(count: (record.batch.texts.count + Self.chunk - 1) / Self.chunk * Self.chunk, chunk: Self.chunk)
  }

  /// Writes the gradients of the logits with respect to the last hidden state to `product`.
  private func begin(_ rule: BackwardRule, _ classes: [Int?], _ hidden: FloatBuffer) {
    let size = weights.configuration.hiddenSize
    let isShort = weights.hasShortLastLayer
    product.pointer.update(repeating: 0, count: (isShort ? shortRows : allRows).count * size)
    for (index, text) in record.batch.texts.enumerated() {
      guard let number = classes[index] else { continue }
      let start = weights.head.gradient(ofClass: number, hidden, row: text.start, rule)
      (product.pointer + (isShort ? index : text.start) * size).update(from: start, count: size)
    }
  }

  /// Runs a layer back to its attention: from the gradient of its output, `product` plus `residual`, to that of the sum that the first
  /// LayerNorm reads, in `state`, and of the concatenated heads, in `context`.
  private func enterLayer(
    _ layer: BackwardLayer, _ recorded: BackwardRecord.Layer, _ rule: BackwardRule, rows: Rows, _ residual: FloatBuffer?
  ) {
    let isGradient = rule == .gradient
    guard let slopes = recorded.slopes(rule) else { preconditionFailure("slopes of another rule") }
    Kernels.layerNormBackward(
      product, adding: residual, layer.outputLayerNorm, normalized: isGradient ? recorded.normalized2 : nil,
      deviation: recorded.deviation2, rows: rows.count, into: state)
    multiply(layer.output, state, into: wide, rows: rows)
    ge_multiply(slopes.pointer, rows.count * layer.output.outputs, wide.pointer)
    multiply(layer.intermediate, wide, into: product, rows: rows)
    Kernels.layerNormBackward(
      product, adding: state, layer.attentionLayerNorm, normalized: isGradient ? recorded.normalized1 : nil,
      deviation: recorded.deviation1, rows: rows.count, into: state)
    multiply(layer.attentionOutput, state, into: context, rows: rows)
  }

  private func multiply(_ layer: Linear, _ x: FloatBuffer, into y: FloatBuffer, rows: Rows) {
    precondition(
      x.count >= rows.count * layer.inputs && y.count >= rows.count * layer.outputs, "a product of \(rows.count) rows does not fit")
    for row in stride(from: 0, to: rows.count, by: rows.chunk) {
      layer.run(x.pointer + row * layer.inputs, rows: rows.chunk, into: y.pointer + row * layer.outputs, context: linear)
    }
  }

  /// `score_k = <R1_k, x_k> + sum_h <V_k^h, v_k^h>` of the first layer: that is `<G_k, x_k>` and the value bias' part, without the product
  /// with W_V.
  private func scoreFrozen() {
    guard let values = record.layers[0].values else { preconditionFailure("a record without values") }
    let size = weights.configuration.hiddenSize
    ge_row_products(state.pointer, nil, record.input.pointer, record.usedRows, size, sums.pointer, nil)
    ge_row_products(heads.pointer, nil, values.pointer, record.usedRows, size, norms.pointer, nil)
    ge_add(norms.pointer, record.usedRows, sums.pointer)
  }

  /// The products of the gradient at the embeddings with the embeddings.
  private func scoreGradient() {
    guard let embeddings = record.embeddings else { preconditionFailure("a record without embeddings") }
    let size = weights.configuration.hiddenSize
    guard let projection = weights.embeddingProjection else {
      ge_row_products(product.pointer, state.pointer, embeddings.pointer, record.usedRows, size, sums.pointer, norms.pointer)
      return
    }
    ge_add(state.pointer, record.batch.rows * size, product.pointer)
    multiply(projection, product, into: embedded, rows: allRows)
    ge_row_products(embedded.pointer, nil, embeddings.pointer, record.usedRows, projection.outputs, sums.pointer, norms.pointer)
  }
}
