/// The number format of the inputs and weights of the dense products; everything else is computed in fp32.
public enum Precision: String, Sendable, CaseIterable {
  /// IEEE single precision.
  case f32
  /// The upper half of single precision, with sums in single precision. Needs oneDNN and a processor with instructions for it.
  case bf16
  /// Integers of 8 bits, symmetric: weights with a scale for each output, inputs with one for each token; sums are exact. Needs oneDNN and a
  /// processor with instructions for it. What GlobEnc adds to the products of the encoder is in bf16 where the processor has that.
  case int8
}
