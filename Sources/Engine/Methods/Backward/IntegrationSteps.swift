/// The number of steps of Integrated Gradients.
public enum IntegrationSteps: Sendable, Equatable {
  /// From 64 on doubled, to at most 1,024, until the sum of the scores differs from the difference of the logits by at most 1 % of that
  /// difference, or of 0.1 where the difference is smaller.
  case adaptive
  /// Always this many.
  case exactly(Int)

  /// The numbers of steps, one after the other, until the residual is small enough.
  var attempts: [Int] {
    switch self {
    case .adaptive: [64, 128, 256, 512, 1024]
    case .exactly(let count): [count]
    }
  }

  /// Whether a residual is small enough for this difference of the logits.
  static func isSmall(residual: Double, difference: Double) -> Bool { abs(residual) <= 0.01 * max(abs(difference), 0.1) }
}
