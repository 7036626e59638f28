/// How texts are laid out in batches.
public enum TextPacking: Sendable {
  /// Short texts share batches of one size, for the highest rate over many texts.
  case shared
  /// A text has a batch with little more rows than it has tokens, for the shortest time to its answer. Where the library of dense products
  /// computes batches of different sizes differently, f32 scores differ from those of shared batches by rounding, below 1e-5.
  case alone
}
