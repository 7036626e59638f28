/// The tokens of the last layer from which maximum flows are computed. Each token costs T flows.
public enum FlowRows: String, Sendable, CaseIterable {
  /// The first one, which the classifier reads.
  case first
  /// All of them, of texts of at most ``longestOfAll`` tokens. Longer texts have no maximum flows then.
  case all

  /// The largest number of tokens of a text for flows from all tokens.
  public static let longestOfAll = 64

  /// Whether there are no flows of a text of so many tokens.
  func omits(tokens: Int) -> Bool { self == .all && tokens > Self.longestOfAll }
}
