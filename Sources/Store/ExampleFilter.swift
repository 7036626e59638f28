/// Which examples to go through, and in which order.
public struct ExampleFilter: Sendable, Equatable {
  /// The order of the examples. Ties go by row of the corpus, then by id.
  public enum Order: String, Sendable, CaseIterable {
    /// By row of the corpus.
    case row
    /// The least confident prediction first; examples without one last.
    case leastConfident
    /// The most confident prediction first; examples without one last.
    case mostConfident
  }

  /// Only examples of this gold label.
  public var label: String?
  /// Only examples with this predicted label.
  public var predicted: String?
  /// Only examples whose gold label and predicted label are both there and differ.
  public var misclassifiedOnly: Bool
  /// Only examples whose text or pair has this in it, ASCII letters compared without case.
  public var containing: String?
  /// Only examples with this vocabulary piece among their tokens.
  public var piece: String?
  /// The order of the examples.
  public var order: Order
  /// How many examples to pass over first.
  public var offset: Int
  /// How many examples at most.
  public var limit: Int?

  /// Creates a filter; without arguments it lets every example pass, in row order.
  public init(
    label: String? = nil, predicted: String? = nil, misclassifiedOnly: Bool = false, containing: String? = nil, piece: String? = nil,
    order: Order = .row, offset: Int = 0, limit: Int? = nil
  ) {
    self.label = label
    self.predicted = predicted
    self.misclassifiedOnly = misclassifiedOnly
    self.containing = containing
    self.piece = piece
    self.order = order
    self.offset = offset
    self.limit = limit
  }
}
