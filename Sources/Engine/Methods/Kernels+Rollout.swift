import CKernels

extension Kernels {
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
}
