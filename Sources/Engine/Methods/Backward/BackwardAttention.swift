import CKernels

/// The attention of a layer, backwards, in buffers of one worker.
final class BackwardAttention {
  private let heads, headSize: Int
  /// Scratch memory of the C kernels.
  private let scratch: FloatBuffer
  /// The gradients of the scores of one head `[T, padded T]`; nil without gradients.
  private let scores: FloatBuffer?
  /// For one text of the last layer: the factors of each token's sum, A_0 of each head and then the gradients of its scores.
  /// `[2 H, padded T]`
  private let factors: FloatBuffer
  /// What they multiply: the rows of each head's product with W_V, and then with W_K. `[2 H, D]`
  private let terms: FloatBuffer
  /// The gradient of the first token's query, and its product with W_Q. `[D]`
  private let query, queryProduct: FloatBuffer
  /// The gradients that the keys of a text get by way of vectors of distances, each token's its own, and their products with W_K; empty without
  /// disentangled attention. `[T, D]`
  private let keys, keyProducts: FloatBuffer

  init(_ configuration: ModelConfiguration, rules: Set<BackwardRule>, _ capacity: BatchCapacity) {
    (heads, headSize) = (configuration.attentionHeads, configuration.headSize)
    let padded = PackedText.padded(capacity.longestText)
    let isGradient = rules.contains(.gradient)
    scratch = FloatBuffer(count: isGradient ? ge_score_gradient_scratch(headSize, capacity.longestText) : 0)
    scores = isGradient ? FloatBuffer(count: capacity.longestText * padded + 16) : nil
    factors = FloatBuffer(count: 2 * heads * padded)
    terms = FloatBuffer(count: 2 * heads * heads * headSize + 16)
    var ofKeys = 0
    if isGradient, case .disentangled = configuration.relativeAttention { ofKeys = capacity.longestText * heads * headSize }
    (keys, keyProducts) = (FloatBuffer(count: ofKeys), FloatBuffer(count: ofKeys))
    (query, queryProduct) = (FloatBuffer(count: heads * headSize), FloatBuffer(count: heads * headSize))
  }

  private var size: Int { heads * headSize }

  /// Computes from the gradient of the concatenated heads, `context`, the gradients of the values `[N, D]`, or for gradients those of
  /// queries (scaled), keys and values `[N, 3 D]`.
  func run(
    _ weights: BackwardLayer, _ layer: BackwardRecord.Layer, _ rule: BackwardRule, _ batch: PackedBatch, context: FloatBuffer,
    into output: FloatBuffer
  ) {
    for text in batch.texts {
      var arguments = arguments(layer, text, context: context.pointer + text.start * size, rows: text.count)
      switch rule {
      case .frozen:
        ge_value_gradient(&arguments, output.pointer + text.start * size, size)
      case .gradient:
        guard let scores else { preconditionFailure("weights of another rule") }
        let start = output.pointer + text.start * 3 * size
        weights.withDistances(&arguments) { arguments in
          ge_attention_gradient(&arguments, scratch.pointer, scores.pointer, start, start + size, start + 2 * size, 3 * size)
        }
      }
    }
  }

  /// Computes for a short layer the gradient of its input `[N, D]`, where `state` and `context` have a row for each text, of its first token.
  ///
  /// Of each head, one row of gradients reaches the values, and one the keys; so each token gets sums of as many rows as there are heads,
  /// after their products with W_V and W_K.
  func spread(
    _ weights: BackwardLayer, _ layer: BackwardRecord.Layer, _ rule: BackwardRule, _ batch: PackedBatch, state: FloatBuffer,
    context: FloatBuffer, into output: FloatBuffer
  ) {
    output.pointer.update(repeating: 0, count: batch.rows * size)
    weights.rows.withUnsafeBufferPointer { rows in
      guard let rows = rows.baseAddress else { preconditionFailure("a layer without rows") }
      for (index, text) in batch.texts.enumerated() {
        let start = output.pointer + text.start * size
        var arguments = arguments(layer, text, context: context.pointer + index * size, rows: 1)
        for head in 0..<heads {
          (factors.pointer + head * text.padded).update(
            from: arguments.probabilities + head * layer.headStride, count: text.padded)
        }
        multiplyHeads(arguments.context, by: rows + 2 * size * size, into: terms.pointer)
        if rule == .gradient {
          weights.withDistances(&arguments) { arguments in addScores(&arguments, rows, padded: text.padded) }
        }
        ge_mix(
          factors.pointer, 1, text.padded, text.count, rule == .gradient ? 2 * heads : heads, terms.pointer, size, size, start, size)
        ge_add(state.pointer + index * size, size, start)
        guard rule == .gradient else { continue }
        ge_add(queryProduct.pointer, size, start)
        if weights.queryDistances != nil { addKeyDistances(rows + size * size, text.count, start) }
      }
    }
  }

  /// Computes the factors and terms of the keys, and the product of the query.
  private func addScores(_ arguments: inout ge_attention_backward, _ rows: UnsafePointer<Float>, padded: Int) {
    for head in 0..<heads {
      let gradient = factors.pointer + (heads + head) * padded
      ge_score_gradient(&arguments, head, scratch.pointer, gradient)
      ge_mix(
        gradient, 0, 1, 1, arguments.tokens, arguments.key + head * headSize, size, headSize, query.pointer + head * headSize, headSize)
      if arguments.key_vectors.rows != nil {
        ge_add_query_distances(&arguments, head, gradient, scratch.pointer, query.pointer + head * headSize, size)
      }
      if arguments.query_vectors.rows != nil {
        if head == 0 { keys.pointer.update(repeating: 0, count: arguments.tokens * size) }
        ge_add_key_distances(&arguments, head, gradient, scratch.pointer, keys.pointer + head * headSize, size)
      }
    }
    multiplyHeads(arguments.query, by: rows + size * size, into: terms.pointer + heads * size)
    ge_mix(query.pointer, 0, 1, 1, size, rows, size, size, queryProduct.pointer, size)
  }

  /// Adds the product of `keys` with W_K to the gradients of a text's tokens `[T, D]`.
  private func addKeyDistances(_ weight: UnsafePointer<Float>, _ tokens: Int, _ output: UnsafeMutablePointer<Float>) {
    ge_mix(keys.pointer, size, 1, tokens, size, weight, size, size, keyProducts.pointer, size)
    ge_add(keyProducts.pointer, tokens * size, output)
  }

  /// The product of each head of a row `[D]` with the head's rows of `weight` `[D, D]`. `[H, D]`
  private func multiplyHeads(_ row: UnsafePointer<Float>, by weight: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    for head in 0..<heads {
      let first = head * headSize
      ge_mix(row + first, 0, 1, 1, headSize, weight + first * size, size, size, output + head * size, size)
    }
  }

  /// A text's attention in the form of the C kernels; the matrices that a rule does not need are those of the probabilities.
  private func arguments(
    _ layer: BackwardRecord.Layer, _ text: PackedText, context: UnsafePointer<Float>, rows: Int
  ) -> ge_attention_backward {
    func start(_ matrix: FloatBuffer?) -> UnsafePointer<Float>? { matrix.map { UnsafePointer($0.pointer + text.start * size) } }
    return ge_attention_backward(
      heads: heads, head_size: headSize, tokens: text.count, rows: rows,
      probabilities: layer.probabilities.pointer + layer.offset(of: text), head_stride: layer.headStride, ld_probabilities: text.padded,
      context: context, query: start(layer.queries), key: start(layer.keys), value: start(layer.values), ld: size,
      key_vectors: ge_distance_rows(), query_vectors: ge_distance_rows())
  }
}
