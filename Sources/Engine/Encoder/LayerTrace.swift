import CKernels

/// Values of one layer for a packed batch, shown to methods.
///
/// The values lie in buffers of the worker and are valid until the observer's function returns; those of ``Attention``, until the last
/// probabilities of the layer were read. Rows after the last text belong to no token: their numbers mean nothing, and may be NaN.
enum LayerTrace {
  /// The inputs of the attention.
  struct Attention {
    /// Number of the layer, from 0.
    let layer: Int
    let batch: PackedBatch
    /// The layer's input, `x`. `[N, D]`
    let input: FloatRows
    /// The queries, scaled by `ModelConfiguration.scoreFactor`. `[N, D]`
    let queries: FloatRows
    /// `[N, D]`
    let keys: FloatRows
    /// `v`, with biases. `[N, D]`
    let values: FloatRows
  }

  /// The attention probabilities `A^h_ij` of a few tokens i of one text, for all heads.
  struct Probabilities {
    /// Number of the layer, from 0.
    let layer: Int
    let text: PackedText
    /// Address and strides, in the form of the C kernels.
    let block: ge_probabilities

    /// `H`
    var heads: Int { block.heads }
    /// The tokens i, as positions in the text.
    var tokens: Range<Int> { block.block..<block.block + block.rows }

    /// `A^h_i`, a number for each token j, padded with 0 to a multiple of 16. `[padded T]`
    func row(head: Int, token: Int) -> UnsafePointer<Float> {
      precondition((0..<heads).contains(head) && tokens.contains(token), "no probabilities of head \(head), token \(token) here")
      return block.values + head * block.head_stride + (token - block.block) * block.row_stride
    }
  }

  /// The terms of the sum that the first LayerNorm reads.
  struct Middle {
    /// Number of the layer, from 0.
    let layer: Int
    let batch: PackedBatch
    /// The layer's input, `x`. `[N, D]`
    let input: FloatRows
    /// The output of the attention, with W_O and its bias. `[N, D]`
    let attention: FloatRows
  }

  /// The results of the layer.
  struct Output {
    /// Number of the layer, from 0.
    let layer: Int
    let batch: PackedBatch
    /// s1, the first LayerNorm's divisor: the square root of variance plus epsilon. `[N]`
    let deviation1: UnsafePointer<Float>
    /// s2, the second LayerNorm's divisor. `[N]`
    let deviation2: UnsafePointer<Float>
    /// The inputs of the feed-forward block's activation; nil unless an observer needs them. `[N, F]`
    let preActivations: FloatRows?
    /// The output of the first LayerNorm. `[N, D]`
    let attended: FloatRows
    /// The output of the feed-forward block, to which the second LayerNorm adds `attended`. `[N, D]`
    let feedForward: FloatRows
    /// The layer's output, which is the input of the next layer. `[N, D]`
    let output: FloatRows
  }
}

/// Rows of numbers in a buffer of a worker.
struct FloatRows {
  /// Address of the first row.
  let start: UnsafePointer<Float>
  /// Numbers in a row.
  let columns: Int
  /// Numbers from one row to the next.
  let stride: Int

  /// Address of a row.
  subscript(row: Int) -> UnsafePointer<Float> { start + row * stride }
}
