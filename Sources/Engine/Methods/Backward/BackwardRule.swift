import CKernels

/// What a backward pass holds fixed.
enum BackwardRule: Sendable {
  /// Attention probabilities, LayerNorms' deviations, and the slopes of activations as the value over the argument: the terms of DecompX.
  case frozen
  /// Nothing: the pass computes the gradient.
  case gradient

  /// The slope of activations, in the form of the C kernels.
  var slope: Int32 {
    switch self {
    case .frozen: Int32(GE_SLOPE_ZERO_ORIGIN.rawValue)
    case .gradient: Int32(GE_SLOPE_DERIVATIVE.rawValue)
    }
  }
}
