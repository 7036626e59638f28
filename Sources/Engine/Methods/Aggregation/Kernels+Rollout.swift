import CKernels

extension Kernels {
  /// Computes the local matrix `diag(scale) pairs` of a text, at its offset in `output`. Returns the largest value.
  static func scaleRows(_ pairs: FloatBuffer, by scale: FloatBuffer, _ text: PackedText, into output: FloatBuffer) -> Float {
    precondition([pairs, output].allSatisfy { text.fits(in: $0) }, "local matrices do not fit")
    return ge_scale_rows(pairs.pointer + text.matrix, scale.pointer + text.start, text.count, output.pointer + text.matrix)
  }

  /// Computes `output = diag(scale) pairs previous` for one text. Returns the largest value.
  static func rolloutStep(
    _ pairs: FloatBuffer, by scale: FloatBuffer, _ previous: FloatBuffer, _ text: PackedText, into output: FloatBuffer
  ) -> Float {
    precondition([pairs, previous, output].allSatisfy { text.fits(in: $0) }, "rollouts do not fit")
    return ge_rollout_step(
      pairs.pointer + text.matrix, scale.pointer + text.start, previous.pointer + text.matrix, text.count, output.pointer + text.matrix)
  }
}

extension PackedText {
  /// Whether a buffer with a matrix for each text has room for this text's.
  func fits(in buffer: FloatBuffer) -> Bool { buffer.count >= matrix + count * padded }
}
