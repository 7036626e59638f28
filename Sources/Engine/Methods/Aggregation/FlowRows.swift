/// The tokens of the last layer from which maximum flows are computed. Each token costs T flows.
public enum FlowRows: Sendable {
  /// The first one, which the classifier reads.
  case first
  /// All of them.
  case all
}
