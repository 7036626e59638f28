/// The number format of the inputs and weights of dense products; everything else is computed in fp32.
public enum Precision: String, Sendable, CaseIterable {
  /// IEEE single precision.
  case f32
  /// bfloat16, the upper half of single precision, with sums in single precision. It needs oneDNN and a processor with instructions for it.
  case bf16
  /// 8-bit integers, symmetric: weights have a scale for each output, inputs a scale for each token, and sums are exact. It needs oneDNN
  /// and a processor with instructions for it. The additional products of GlobEnc are in bf16 where the processor has instructions for
  /// that.
  case int8
}
