/// The number format of the inputs and weights of the dense products; everything else is computed in fp32.
public enum Precision: String, Sendable, CaseIterable {
  /// IEEE single precision.
  case f32
  /// The upper half of single precision, with sums in single precision. Needs oneDNN and a processor with instructions for it.
  case bf16
}
