import CKernels

/// The relative bias of MPNet: a number for each head and distance, which all layers add to their scaled scores. It has no gradient, because it
/// depends on no input.
///
/// <https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/mpnet/modeling_mpnet.py>
struct RelativeBias: Sendable {
  /// The biases by key minus query, from -(longest - 1) on. Vectors may read past those of a text. `[H, stride]`
  private let values: [Float]
  private let stride: Int
  /// Number of tokens of the longest text.
  private let longest: Int

  /// Spreads the table of buckets `[buckets, H]` over the distances of texts of up to `longest` tokens.
  init(table: [Float], heads: Int, longest: Int) {
    self.longest = longest
    stride = 2 * longest + 16
    var values = [Float](repeating: 0, count: heads * stride)
    for distance in 1 - longest..<longest {
      let bucket = DistanceBuckets.bias(distance)
      for head in 0..<heads { values[head * stride + longest - 1 + distance] = table[bucket * heads + head] }
    }
    self.values = values
  }

  /// Calls `body` with the terms of a text of `tokens` tokens. The row of each token is that of the token before it, moved by one.
  func withTerms(tokens: Int, _ body: (ge_score_terms) -> Void) {
    precondition(tokens <= longest, "\(tokens) tokens, where \(longest) are the most")
    values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { preconditionFailure("a bias without heads") }
      body(ge_score_terms(values: start + longest - 1, head_stride: stride, row_stride: -1, first: 0))
    }
  }
}
