import CKernels

/// The classifier, for parts of the first token's last hidden state.
struct DecompXHead: Sendable {
  let head: ClassificationHead
  /// `x W_p'`, without bias. `[D, D]`
  let dense: Linear

  init(_ head: ClassificationHead) {
    self.head = head
    let size = head.dense.bias.count
    dense = Linear(weight: head.dense.weight, bias: nil, outputs: size, inputs: size)
  }

  /// The parts of the logits.
  /// - Parameters:
  ///   - parts: The parts of the last hidden state of the first token, with rows up to a multiple of 16. `[T, D]`
  ///   - count: `T`
  ///   - hidden: The last hidden state. `[N, D]`
  ///   - row: The text's first row of `hidden`.
  ///   - scratch: `[T, D]`, with the same number of rows as `parts`.
  ///   - linear: The scratch memory of the worker.
  /// - Returns: The parts of each token. `[T, C]`
  func scores(
    _ parts: FloatBuffer, count: Int, _ hidden: FloatBuffer, row: Int, scratch: FloatBuffer, _ linear: LinearContext
  ) -> [[Float]] {
    let size = head.dense.bias.count
    let slopes = head.activation.slopes(
      at: Kernels.affine(weight: head.dense.weight, bias: head.dense.bias, hidden, row: row, inputs: size), .frozen)
    dense.run(parts, rows: DecompX.rows(count), into: scratch, context: linear)
    var shares = [Float](repeating: 0, count: count)
    ge_bias_shares(scratch.pointer, size, head.dense.bias, count, size, &shares)
    ge_activate_parts(shares, head.dense.bias, slopes, count, size, scratch.pointer, size)
    let bias = head.output.bias
    let zeros = [Float](repeating: 0, count: bias.count)
    var scores = (0..<count).map { Kernels.affine(weight: head.output.weight, bias: zeros, scratch, row: $0, inputs: size) }
    ge_bias_shares(scores.flatMap { $0 }, bias.count, bias, count, bias.count, &shares)
    for (token, share) in shares.enumerated() {
      for number in bias.indices { scores[token][number] += share * bias[number] }
    }
    return scores
  }
}
