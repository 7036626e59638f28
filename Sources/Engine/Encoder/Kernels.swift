import CKernels

/// The C kernels over workers' buffers: the only file that imports them. Violated shapes trap.
enum Kernels {
  /// Adds up word, type and position embeddings of one text at `row` of `output` `[N, E]`.
  static func embed(_ encoding: Encoding, _ embeddings: Embeddings, into output: FloatBuffer, row: Int) {
    precondition(output.count >= (row + encoding.count) * embeddings.size, "embeddings do not fit")
    precondition(encoding.count * embeddings.size <= embeddings.positionEmbeddings.count, "\(encoding.count) tokens but fewer positions")
    let types = embeddings.tokenTypeEmbeddings.count / embeddings.size
    precondition(encoding.tokenTypeIDs.allSatisfy { Int($0) < types }, "a token type beyond the model's \(types)")
    let rows = UnsafeMutableBufferPointer(start: output.pointer + row * embeddings.size, count: encoding.count * embeddings.size)
    for (position, id) in encoding.inputIDs.enumerated() {
      let place = rows[position * embeddings.size..<(position + 1) * embeddings.size]
      embeddings.wordEmbeddings.copyRows(Int(id)..<Int(id) + 1, into: UnsafeMutableBufferPointer(rebasing: place))
    }
    ge_embed(
      encoding.tokenTypeIDs, encoding.count, embeddings.positionEmbeddings, embeddings.tokenTypeEmbeddings, embeddings.size,
      rows.baseAddress)
  }

  /// `output = LayerNorm(x + residual)`, all `[rows, D]`, in a lower precision too where `output` has room for it; `deviation` `[rows]` receives
  /// sqrt(var + epsilon).
  static func layerNorm(
    _ x: FloatBuffer, adding residual: FloatBuffer?, _ norm: LayerNorm, rows: Int, into output: FloatBuffer, deviation: FloatBuffer?
  ) {
    let size = norm.weight.count
    precondition(x.count >= rows * size && output.count >= rows * size, "layer norm of \(rows) rows of \(size) does not fit")
    var reduced = ge_reduced(output.reduced)
    ge_layer_norm(
      x.pointer, residual?.pointer, norm.weight, norm.bias, norm.epsilon, rows, size, output.pointer, deviation?.pointer, &reduced)
  }

  /// Writes the columns `columns` of `x` `[rows, ld]`, transposed, to `output` `[columns.count, ldt]`.
  static func transpose(_ x: FloatBuffer, ld: Int, rows: Int, columns: Range<Int>, into output: FloatBuffer, ldt: Int) {
    precondition(x.count >= rows * ld && output.count >= columns.count * ldt && ldt >= rows, "transpose does not fit")
    ge_transpose(x.pointer + columns.lowerBound, ld, rows, columns.count, output.pointer, ldt)
  }

  /// The Gram matrices of the vectors that each token sends, from its values and the layer's input.
  static func formGramMatrices(_ layer: EncoderLayer, _ workspace: Workspace, rows: Int) {
    guard let map = layer.fixedMap else { preconditionFailure("the model was loaded for its encoder only") }
    let w = workspace
    layer.attentionLayerNorm.weight.withUnsafeBufferPointer { gamma1 in
      layer.outputLayerNorm.weight.withUnsafeBufferPointer { gamma2 in
        var senders = ge_senders(
          heads: layer.heads, head_size: layer.headSize, value: w.projected.pointer + 2 * layer.hiddenSize, ld: w.projectedWidth,
          x: w.hidden.pointer, gamma1: gamma1.baseAddress, gamma2: gamma2.baseAddress)
        switch map.packed {
        case .f32(let u): ge_gram(u, &senders, rows, w.gramScratch.pointer, w.gram.pointer, w.ldt)
        case .bf16(let u): ge_gram_bfloat16(u, &senders, rows, w.gramScratch.pointer, w.gram.pointer, w.ldt)
        }
      }
    }
  }

  /// Whether this processor multiplies bf16 numbers, for kernels of ours that would.
  static let hasBFloat16: Bool = ge_has_bfloat16() != 0

  /// Attention within each of `texts` (rows of the batch); with `explains`, the unscaled pair norms of each too, at its place in `pairs`.
  static func attend(_ layer: EncoderLayer, _ workspace: Workspace, _ texts: [PackedText], explains: Bool) {
    let w = workspace
    let size = layer.hiddenSize
    var arguments = ge_attention(
      heads: layer.heads, head_size: layer.headSize, query: w.projected.pointer, value: w.projected.pointer + 2 * size,
      ld: w.projectedWidth, key_t: w.keyT.pointer, ldt: w.ldt, context: w.context.pointer,
      reduced_context: ge_reduced(w.context.reduced), gram: explains ? UnsafePointer(w.gram.pointer) : nil)
    for text in texts {
      ge_attend(&arguments, text.start, text.count, w.probabilities.pointer, w.pairs.pointer + text.matrix)
    }
  }

  /// Floats of scratch memory that `attend` needs for a text of `tokens`.
  static func attentionScratch(heads: Int, tokens: Int) -> Int { ge_attention_scratch(heads, tokens) }

  /// A local matrix from its unscaled pairs, at the same place of `output`; returns its largest value.
  static func scaleRows(_ pairs: FloatBuffer, by scale: FloatBuffer, _ text: PackedText, into output: FloatBuffer) -> Float {
    ge_scale_rows(pairs.pointer + text.matrix, scale.pointer + text.start, text.count, output.pointer + text.matrix)
  }

  /// `output = diag(scale) pairs previous` for one text; returns the largest value.
  static func rolloutStep(
    _ pairs: FloatBuffer, by scale: FloatBuffer, _ previous: FloatBuffer, _ text: PackedText, into output: FloatBuffer
  ) -> Float {
    ge_rollout_step(
      pairs.pointer + text.matrix, scale.pointer + text.start, previous.pointer + text.matrix, text.count, output.pointer + text.matrix)
  }

  /// Floats of scratch memory that `formGramMatrices` needs.
  static func gramScratch(heads: Int, headSize: Int) -> Int { ge_gram_scratch(heads, headSize) }

  /// `U` `[D, D]`, packed for the Gram kernel: that of bf16 where it `isRounded`.
  static func packForGram(_ u: [Float], heads: Int, headSize: Int, isRounded: Bool) -> FixedMap.Packed {
    let size = heads * headSize
    precondition(u.count == size * size, "U has \(u.count) values, not \(size) x \(size)")
    precondition(!isRounded || hasBFloat16, "no bf16 on this processor")
    if isRounded {
      let count = ge_gram_bfloat16_packed_size(heads, headSize)
      return .bf16(
        [UInt32](unsafeUninitializedCapacity: count) { packed, initialized in
          ge_gram_bfloat16_pack(u, heads, headSize, packed.baseAddress)
          initialized = count
        })
    }
    let count = ge_gram_packed_size(heads, headSize)
    return .f32(
      [Float](unsafeUninitializedCapacity: count) { packed, initialized in
        ge_gram_pack(u, heads, headSize, packed.baseAddress)
        initialized = count
      })
  }

  /// `weight x + bias` for row `row` of `x` `[N, inputs]`.
  static func affine(weight: [Float], bias: [Float], _ x: FloatBuffer, row: Int, inputs: Int) -> [Float] {
    precondition(weight.count == bias.count * inputs && x.count >= (row + 1) * inputs, "affine map does not fit")
    return [Float](unsafeUninitializedCapacity: bias.count) { output, count in
      ge_affine(weight, bias, x.pointer + row * inputs, bias.count, inputs, output.baseAddress)
      count = bias.count
    }
  }

  /// `weight x + bias` for one vector.
  static func affine(weight: [Float], bias: [Float], _ x: [Float]) -> [Float] {
    precondition(weight.count == bias.count * x.count, "affine map does not fit")
    return [Float](unsafeUninitializedCapacity: bias.count) { output, count in
      ge_affine(weight, bias, x, bias.count, x.count, output.baseAddress)
      count = bias.count
    }
  }
}

extension ge_reduced {
  /// Where a kernel writes the numbers of a buffer once more; nowhere where that is nil.
  init(_ numbers: ReducedNumbers?) {
    self.init(bfloat16: numbers?.bf16, int8: numbers?.int8, scale: numbers?.scales)
  }
}
