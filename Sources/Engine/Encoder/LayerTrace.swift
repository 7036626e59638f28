import CKernels

/// What one layer computes for a packed batch, as the encoder hands it to methods.
///
/// All of it lies in the buffers of the worker, where it stays until the call that hands it over returns. Rows behind the last text belong to no
/// token, and hold finite numbers.
enum LayerTrace {
  /// What enters the attention.
  struct Attention {
    /// 0 for the first layer.
    let layer: Int
    let batch: PackedBatch
    /// The layer's input, `x`. `[N, D]`
    let input: FloatRows
    /// The queries, multiplied with 1 / sqrt(d). `[N, D]`
    let queries: FloatRows
    /// `[N, D]`
    let keys: FloatRows
    /// `v`, biases included. `[N, D]`
    let values: FloatRows
  }

  /// The attention probabilities `A^h_ij` of a few tokens i of one text, for all heads.
  struct Probabilities {
    /// 0 for the first layer.
    let layer: Int
    let text: PackedText
    /// Distances in the memory, as the C kernels take them.
    let block: ge_probabilities

    /// `H`
    var heads: Int { block.heads }
    /// The tokens i, counted from the text's first one.
    var tokens: Range<Int> { block.block..<block.block + block.rows }

    /// `A^h_i`: one number for each token j; 0 from there to the end of the last vector of 16. `[padded T]`
    func row(head: Int, token: Int) -> UnsafePointer<Float> {
      precondition((0..<heads).contains(head) && tokens.contains(token), "no probabilities of head \(head), token \(token) here")
      return block.values + head * block.head_stride + (token - block.block) * block.row_stride
    }
  }

  /// What the layer came to.
  struct Output {
    /// 0 for the first layer.
    let layer: Int
    let batch: PackedBatch
    /// s1, the deviation that the first LayerNorm divides by: the root of variance and epsilon. `[N]`
    let deviation1: UnsafePointer<Float>
    /// s2, the same of the second LayerNorm. `[N]`
    let deviation2: UnsafePointer<Float>
    /// The arguments of the feed-forward block's activation; nil unless an observer needs them. `[N, F]`
    let preActivations: FloatRows?
    /// The layer's output, the next one's input. `[N, D]`
    let output: FloatRows
  }
}

/// Rows of numbers in a worker's buffer.
struct FloatRows {
  /// The first number of the first row.
  let start: UnsafePointer<Float>
  /// The numbers of a row.
  let columns: Int
  /// Numbers from one row to the next.
  let stride: Int

  /// The first number of a row.
  subscript(row: Int) -> UnsafePointer<Float> { start + row * stride }
}
