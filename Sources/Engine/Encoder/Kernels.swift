import CKernels

/// The C kernels of the forward pass on the buffers of a worker. Wrong shapes trap.
enum Kernels {
  /// Writes the sums of word, type and position embeddings of one text to `output` `[N, E]`, from row `row` on.
  static func embed(_ encoding: Encoding, _ embeddings: Embeddings, into output: FloatBuffer, row: Int) {
    precondition(output.count >= (row + encoding.count) * embeddings.size, "embeddings do not fit")
    let positions = encoding.count + (embeddings.paddingID == nil ? 0 : 1)
    let table = embeddings.positionEmbeddings.isEmpty ? nil : embeddings.positionEmbeddings
    precondition(table.map { positions * embeddings.size <= $0.count } ?? true, "\(encoding.count) tokens but fewer positions")
    let types = embeddings.tokenTypeEmbeddings.count / embeddings.size
    precondition(types == 0 || encoding.tokenTypeIDs.allSatisfy { Int($0) < types }, "a token type beyond the model's \(types)")
    let rows = UnsafeMutableBufferPointer(start: output.pointer + row * embeddings.size, count: encoding.count * embeddings.size)
    for (position, id) in encoding.inputIDs.enumerated() {
      let place = rows[position * embeddings.size..<(position + 1) * embeddings.size]
      embeddings.wordEmbeddings.copyRows(Int(id)..<Int(id) + 1, into: UnsafeMutableBufferPointer(rebasing: place))
    }
    ge_add_positions(
      encoding.inputIDs, encoding.tokenTypeIDs, encoding.count, Int32(embeddings.paddingID ?? -1), table,
      types == 0 ? nil : embeddings.tokenTypeEmbeddings, embeddings.size, rows.baseAddress)
  }

  /// `output = LayerNorm(x + residual)`, all `[rows, D]`; also in a lower precision where `output` has room for it. `deviation` `[rows]`
  /// receives sqrt(var + epsilon).
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

  /// Attention within each text of the batch, one block of tokens after another. `read` is called with the probabilities of each block.
  static func attend(
    _ layer: EncoderLayer, _ trace: LayerTrace.Attention, in workspace: EncoderWorkspace, _ read: (LayerTrace.Probabilities) -> Void
  ) {
    let w = workspace
    let longest = trace.batch.texts.lazy.map(\.count).max() ?? 0
    precondition(w.probabilities.count >= attentionScratch(heads: layer.heads, tokens: longest), "probabilities do not fit")
    precondition(
      w.context.count >= trace.batch.rows * layer.heads * layer.headSize && w.ldt >= trace.batch.rows + 15, "attention does not fit")
    var arguments = ge_attention(
      heads: layer.heads, head_size: layer.headSize, query: trace.queries.start, value: trace.values.start, ld: trace.values.stride,
      key_t: w.keyT.pointer, ldt: w.ldt, context: w.context.pointer, reduced_context: ge_reduced(w.context.reduced))
    for text in trace.batch.texts {
      layer.distanceTerms.forEachChunk(text, trace, heads: layer.heads, in: w) { tokens, terms in
        for token in stride(from: tokens.lowerBound, to: tokens.upperBound, by: GE_ATTENTION_ROWS) {
          let block = ge_attend(&arguments, terms, text.start, text.count, token, w.probabilities.pointer)
          read(LayerTrace.Probabilities(layer: trace.layer, text: text, block: block))
        }
      }
    }
  }

  /// Floats of scratch memory that `attend` needs for a text with `tokens` tokens.
  static func attentionScratch(heads: Int, tokens: Int) -> Int { ge_attention_scratch(heads, tokens) }

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
