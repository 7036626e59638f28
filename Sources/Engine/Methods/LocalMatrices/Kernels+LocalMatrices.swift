import CKernels

extension Kernels {
  /// Writes the mean of the heads of a block's probabilities to its rows of the text's matrix in `output`.
  static func headMean(_ probabilities: LayerTrace.Probabilities, into output: FloatBuffer) {
    precondition(probabilities.text.fits(in: output), "the mean of the heads does not fit")
    var block = probabilities.block
    ge_head_mean(&block, output.pointer + probabilities.text.matrix)
  }

  /// Computes the sum of each row of a text's matrix without its diagonal, at the text's rows of `sums` `[N]`.
  static func sumsOfOthers(_ pairs: FloatBuffer, _ text: PackedText, into sums: FloatBuffer) {
    precondition(text.fits(in: pairs) && sums.count >= text.start + text.count, "sums of rows do not fit")
    ge_sums_of_others(pairs.pointer + text.matrix, text.count, sums.pointer + text.start)
  }

  /// Computes `diag(scale) pairs` with another diagonal for one text, at its offset in `output`. `scale` and `diagonal` are `[N]`.
  static func localMatrix(
    _ pairs: FloatBuffer, by scale: FloatBuffer, diagonal: FloatBuffer, _ text: PackedText, into output: FloatBuffer
  ) {
    precondition([pairs, output].allSatisfy { text.fits(in: $0) }, "a local matrix does not fit")
    precondition([scale, diagonal].allSatisfy { $0.count >= text.start + text.count }, "the scale of a local matrix does not fit")
    ge_local_matrix(
      pairs.pointer + text.matrix, scale.pointer + text.start, diagonal.pointer + text.start, text.count, output.pointer + text.matrix)
  }
}
