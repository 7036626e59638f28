import CKernels

/// The Gram matrix of each token in a batch: the inner products of the H + 1 vectors that the token sends, `u_j^h` of each head and `M x_j`
/// of the residual.
///
/// They replace the vectors, which would take `[N, H, D]` numbers.
final class GramMatrices {
  /// Numbers from one row of `gram` to the next; vectors may reach 15 lanes past the last row.
  private let ldt: Int
  /// `[(H + 1) (H + 2) / 2, ldt]`
  private let gram: FloatBuffer
  private let scratch: FloatBuffer

  /// Allocates memory for `rows` tokens, `N`.
  init(heads: Int, rows: Int, scratch: FloatBuffer) {
    ldt = rows + 16
    gram = FloatBuffer(count: (heads + 1) * (heads + 2) / 2 * ldt)
    self.scratch = scratch
  }

  /// Allocates the scratch memory of `form`, which several Gram matrices may share.
  static func makeScratch(heads: Int, headSize: Int) -> FloatBuffer { FloatBuffer(count: ge_gram_scratch(heads, headSize)) }

  /// Computes the matrices from the values and the layer's input.
  func form(_ map: FixedMap, _ trace: LayerTrace.Attention) {
    precondition(trace.batch.rows + 16 <= ldt, "Gram matrices of \(trace.batch.rows) tokens do not fit")
    precondition(scratch.count >= ge_gram_scratch(map.heads, map.headSize), "scratch of the Gram matrices does not fit")
    map.withGammas { gamma1, gamma2 in
      var senders = ge_senders(
        heads: map.heads, head_size: map.headSize, value: trace.values.start, ld: trace.values.stride, x: trace.input.start,
        gamma1: gamma1, gamma2: gamma2)
      switch map.packed {
      case .f32(let u): ge_gram(u, &senders, trace.batch.rows, scratch.pointer, gram.pointer, ldt)
      case .bf16(let u): ge_gram_bfloat16(u, &senders, trace.batch.rows, scratch.pointer, gram.pointer, ldt)
      }
    }
  }

  /// Computes the norms of the vectors that the block's tokens receive, without the LayerNorms' data-dependent scales, at the text's offset
  /// in `pairs`; for each of the tokens, `own` `[N]` gets the norm of what it receives from itself without the residual.
  func pairNorms(_ probabilities: LayerTrace.Probabilities, into pairs: FloatBuffer, own: FloatBuffer) {
    let text = probabilities.text
    precondition(text.fits(in: pairs) && own.count >= text.start + text.count, "pair norms do not fit")
    var block = probabilities.block
    ge_pair_norms(&block, gram.pointer, ldt, pairs.pointer + text.matrix, own.pointer)
  }
}
