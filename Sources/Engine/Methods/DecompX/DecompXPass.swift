import CKernels

/// The parts of a text's hidden states, from layer to layer, in buffers of one worker.
///
/// Row i of `state[k]` is the part of token i that belongs to token k. The attention mixes the rows of each k by itself, and all else maps
/// the parts of each i by themselves; so both run in place, over the parts of a few tokens at a time.
final class DecompXPass {
  private let method: DecompX
  private let record: BackwardRecord
  private let linear = LinearContext()
  private let size, heads, headSize: Int
  /// The largest text for which the buffers have room.
  private var capacity = 0
  /// The parts. `[T, T, D]`
  private var state = FloatBuffer(count: 0)
  /// Parts in work, and outputs of products. `[rows of a block, D]`
  private var parts = FloatBuffer(count: 0)
  private var product = FloatBuffer(count: 0)
  private var values = FloatBuffer(count: 0)
  /// `[rows of a block, F]`
  private var wide = FloatBuffer(count: 0)
  /// Vectors of each head: those that the tokens of a block send in the first layer, or those that the first token receives in the last one.
  /// `[T, H, D]`
  private var ofHeads = FloatBuffer(count: 0)
  /// Shares of a bias. `[rows of a block]`
  private var shares: [Float] = []

  /// The record has what the layers showed of the batch.
  init(_ method: DecompX, _ record: BackwardRecord) {
    self.method = method
    self.record = record
    size = method.configuration.hiddenSize
    heads = method.configuration.attentionHeads
    headSize = method.configuration.headSize
  }

  /// The parts of the logits of a text of the recorded batch. `[T, C]`
  /// - Throws: `GivenUp` where nobody waits for them any more.
  func run(textAt index: Int, hidden: FloatBuffer, counting count: StepCount) throws(GivenUp) -> [[Float]] {
    let text = record.batch.texts[index]
    reserve(text.count)
    for (number, layer) in method.layers.enumerated() {
      let recorded = record.layers[number]
      let isLast = number == method.layers.count - 1
      if number == 0 {
        try enter(layer, recorded, text, count)
      } else if isLast {
        attendFirst(layer, recorded, text)
      } else {
        try attend(layer, recorded, text, count)
      }
      guard !isLast else {
        if number == 0 { gather(0..<1, text.count) }
        map(layer, recorded, row: recorded.isShort ? index : text.start, receivers: 1, text.count)
        try count.did(1)
        break
      }
      try forEachBlock(text.count, count) { tokens in
        gather(tokens, text.count)
        map(layer, recorded, row: text.start + tokens.lowerBound, receivers: tokens.count, text.count)
        scatter(tokens, text.count)
      }
      try count.did(1)
    }
    return method.head.scores(product, count: text.count, hidden, row: text.start, scratch: parts, linear)
  }

  private func reserve(_ tokens: Int) {
    guard tokens > capacity else { return }
    capacity = tokens
    // A shorter text may have a larger block.
    let rows = (1...tokens).reduce(0) { max($0, DecompX.rows(DecompX.block(tokens: $1) * $1)) }
    let sent = (1...tokens).reduce(0) { max($0, DecompX.block(tokens: $1), $1) }
    // Release the old parts first, because both would not be needed at the same time.
    state = FloatBuffer(count: 0)
    // Products read whole multiples of 16 rows.
    state = FloatBuffer(count: (tokens * tokens + 16) * size)
    (parts, product, values) = (FloatBuffer(count: rows * size), FloatBuffer(count: rows * size + 16), FloatBuffer(count: rows * size + 16))
    wide = FloatBuffer(count: rows * method.configuration.intermediateSize)
    ofHeads = FloatBuffer(count: sent * heads * size + 16)
    shares = Array(repeating: 0, count: rows)
  }

  /// Calls `body` with the tokens of one block after the other, as long as somebody waits for the text: a layer of a long one takes seconds.
  private func forEachBlock(_ tokens: Int, _ count: StepCount, _ body: (Range<Int>) -> Void) throws(GivenUp) {
    let block = DecompX.block(tokens: tokens)
    for first in stride(from: 0, to: tokens, by: block) {
      try count.did(0)
      body(first..<min(first + block, tokens))
    }
  }

  /// The first attention: `sum_h A^h_ik W_O^h v_k^h`, with the token's own input on the diagonal.
  private func enter(_ layer: DecompXLayer, _ recorded: BackwardRecord.Layer, _ text: PackedText, _ count: StepCount) throws(GivenUp) {
    guard let values = recorded.values else { preconditionFailure("a record without values") }
    let attention = recorded.probabilities.pointer + recorded.offset(of: text)
    try forEachBlock(text.count, count) { tokens in
      let first = text.start + tokens.lowerBound
      layer.outputRows.withUnsafeBufferPointer { rows in
        guard let rows = rows.baseAddress else { preconditionFailure("a first layer without W_O") }
        for head in 0..<heads {
          ge_mix(
            values.pointer + first * size + head * headSize, size, 1, tokens.count, headSize, rows + head * headSize * size, size, size,
            ofHeads.pointer + head * size, heads * size)
        }
      }
      for token in tokens {
        let target = state.pointer + token * text.count * size
        ge_mix(
          attention + token, text.padded, recorded.headStride, text.count, heads,
          ofHeads.pointer + (token - tokens.lowerBound) * heads * size, size, size, target, size)
        ge_add(record.input.pointer + (text.start + token) * size, size, target + token * size)
      }
    }
  }

  /// An attention between the first and the last layer: `sum_j sum_h A^h_ij W_O^h W_V^h x_jk + x_ik`.
  private func attend(_ layer: DecompXLayer, _ recorded: BackwardRecord.Layer, _ text: PackedText, _ count: StepCount) throws(GivenUp) {
    guard let value = layer.value, let output = layer.attentionOutput else { preconditionFailure("a layer without W_V and W_O") }
    let attention = recorded.probabilities.pointer + recorded.offset(of: text)
    try forEachBlock(text.count, count) { tokens in
      let start = state.pointer + tokens.lowerBound * text.count * size
      let rows = DecompX.rows(tokens.count * text.count)
      value.run(start, rows: rows, into: values.pointer, context: linear)
      for token in 0..<tokens.count {
        for head in 0..<heads {
          let place = token * text.count * size + head * headSize
          ge_mix(
            attention + head * recorded.headStride, text.padded, 1, text.count, text.count, values.pointer + place, size, headSize,
            parts.pointer + place, size)
        }
      }
      output.run(parts.pointer, rows: rows, into: product.pointer, context: linear)
      ge_add(product.pointer, tokens.count * text.count * size, start)
    }
  }

  /// The attention of the last layer, for the first token alone, whose parts are then in `parts`. One row of attention reaches it, which is
  /// taken before the product with W_V.
  private func attendFirst(_ layer: DecompXLayer, _ recorded: BackwardRecord.Layer, _ text: PackedText) {
    guard let output = layer.attentionOutput else { preconditionFailure("a layer without W_O") }
    let attention = recorded.probabilities.pointer + recorded.offset(of: text)
    for token in 0..<text.count {
      ge_mix(
        attention, recorded.headStride, 1, heads, text.count, state.pointer + token * text.count * size, size, size,
        ofHeads.pointer + token * heads * size, size)
    }
    layer.valueRows.withUnsafeBufferPointer { rows in
      guard let rows = rows.baseAddress else { preconditionFailure("a last layer without W_V") }
      for head in 0..<heads {
        ge_mix(
          ofHeads.pointer + head * size, heads * size, 1, text.count, size, rows + head * headSize, size, headSize,
          values.pointer + head * headSize, size)
      }
    }
    output.run(values.pointer, rows: DecompX.rows(text.count), into: parts.pointer, context: linear)
    for token in 0..<text.count { ge_add(state.pointer + token * text.count * size, size, parts.pointer + token * size) }
  }

  /// Copies the parts of some tokens to `parts`: those that belong to token 0 first. `[T, receivers, D]`
  private func gather(_ tokens: Range<Int>, _ count: Int) {
    let width = tokens.count * size
    for token in 0..<count {
      (parts.pointer + token * width).update(from: state.pointer + (token * count + tokens.lowerBound) * size, count: width)
    }
  }

  /// Copies the parts of some tokens back, from `product`.
  private func scatter(_ tokens: Range<Int>, _ count: Int) {
    let width = tokens.count * size
    for token in 0..<count {
      (state.pointer + (token * count + tokens.lowerBound) * size).update(from: product.pointer + token * width, count: width)
    }
  }

  /// Maps the parts of some tokens from behind the attention to the output of the layer, from `parts` to `product`.
  /// - Parameters:
  ///   - layer: The weights.
  ///   - recorded: What the layer showed.
  ///   - row: The row of the first of these tokens in the record.
  ///   - receivers: Number of these tokens.
  ///   - count: `T`
  private func map(_ layer: DecompXLayer, _ recorded: BackwardRecord.Layer, row: Int, receivers: Int, _ count: Int) {
    guard let slopes = recorded.frozenSlopes else { preconditionFailure("a record without slopes") }
    let (inner, ld) = (layer.intermediate.outputs, receivers * size)
    let rows = DecompX.rows(receivers * count)
    shares.withUnsafeMutableBufferPointer { shares in
      guard let shares = shares.baseAddress else { preconditionFailure("no room for shares") }
      for receiver in 0..<receivers {
        let (own, start) = (shares + receiver * count, parts.pointer + receiver * size)
        share(layer.attentionBias, start, ld, count, own)
        ge_normalize_parts(layer.attentionLayerNorm.weight, recorded.deviation1.pointer[row + receiver], count, size, start, ld)
        share(layer.attentionLayerNorm.bias, start, ld, count, own)
        ge_bias_shares(start, ld, layer.intermediateDirection, count, size, own)
      }
      layer.intermediate.run(parts.pointer, rows: rows, into: wide.pointer, context: linear)
      for receiver in 0..<receivers {
        ge_activate_parts(
          shares + receiver * count, layer.intermediateBias, slopes.pointer + (row + receiver) * inner, count, inner,
          wide.pointer + receiver * inner, receivers * inner)
      }
      layer.output.run(wide.pointer, rows: rows, into: product.pointer, context: linear)
      for receiver in 0..<receivers { share(layer.outputBias, product.pointer + receiver * size, ld, count, shares) }
      ge_add(parts.pointer, receivers * count * size, product.pointer)
      for receiver in 0..<receivers {
        let start = product.pointer + receiver * size
        ge_normalize_parts(layer.outputLayerNorm.weight, recorded.deviation2.pointer[row + receiver], count, size, start, ld)
        share(layer.outputLayerNorm.bias, start, ld, count, shares)
      }
    }
  }

  /// Shares a bias among the parts of one token.
  private func share(
    _ bias: [Float], _ parts: UnsafeMutablePointer<Float>, _ ld: Int, _ count: Int, _ shares: UnsafeMutablePointer<Float>
  ) {
    ge_bias_shares(parts, ld, bias, count, size, shares)
    ge_add_shares(shares, bias, count, size, parts, ld)
  }
}
