import CKernels

/// The number format of the inputs and weights of dense products; everything else is computed in fp32.
public enum Precision: String, Sendable, CaseIterable {
  /// IEEE single precision.
  case f32
  /// bfloat16, the upper half of single precision, with sums in single precision. It needs AVX-512 BF16, or on ARM BF16 instructions.
  case bf16
  /// 8-bit integers, symmetric: weights have a scale for each output, inputs a scale for each token, and sums are exact. It needs AVX2, or on ARM
  /// the dot product of bytes. The additional products of GlobEnc are in bf16 where the processor has instructions for that.
  case int8

  /// The number of the precision in the C kernels.
  var kernel: Int32 {
    switch self {
    case .f32: Int32(GE_PRECISION_F32.rawValue)
    case .bf16: Int32(GE_PRECISION_BF16.rawValue)
    case .int8: Int32(GE_PRECISION_INT8.rawValue)
    }
  }
}
