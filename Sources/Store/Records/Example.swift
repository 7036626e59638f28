import Support

/// One example read from the store, without its matrices.
public struct StoredExample: Sendable, Equatable {
  /// Number of the physical record in the corpus, from 1, without the header.
  public let row: Int
  /// The id, unique in the store.
  public let id: String
  /// The text.
  public let text: String
  /// The second text; nil where there is none.
  public let pair: String?
  /// The gold label.
  public let label: String?
  /// `[C]`; empty without a classification head.
  public let logits: [Float]
  /// The predicted label; nil for regression and without a classification head.
  public let predicted: String?
  /// The predicted label's softmax or sigmoid probability.
  public let confidence: Double?
  /// The value that a regression model predicts.
  public let value: Double?
  /// Whether the text was truncated at the maximum length.
  public let isTruncated: Bool
  /// Tokens with pieces, offsets and scores. `[T]`
  public let tokens: [ExampleRecord.Token]
  /// Values of the kept columns, in the order of `StoreSettings.Columns.keep`.
  public let kept: [KeptValue?]
  /// Number of windows of a long text, each of which the model ran by itself; else 1. Scores, logits and prediction are then those of all
  /// windows together, and each matrix belongs to a window.
  public let windows: Int
  /// All gold labels, exactly one where the model gives one label: the model's classes in order, then others; nil where they are unknown.
  public internal(set) var labels: [String]? = nil
  /// The labels whose sigmoid is at least the settings' threshold, in the order of the classes; nil where the model does not give sets of
  /// labels.
  public internal(set) var predictedLabels: [String]? = nil

  /// Whether a gold label is no class of the model, so that the prediction is neither right nor wrong.
  public internal(set) var isGoldOutsideClasses = false

  /// Whether the prediction equals the gold label or, with sets of labels, the gold set; nil where one of the two is missing, or a gold
  /// label is no class of the model.
  public var isRight: Bool? {
    guard let labels, !isGoldOutsideClasses else { return nil }
    if let predictedLabels { return Set(labels.map(ExactString.init)) == Set(predictedLabels.map(ExactString.init)) }
    guard let label, let predicted else { return nil }
    return ExactString(label) == ExactString(predicted)
  }

  /// The words in the order of the text; special tokens belong to no word.
  public var words: [Word] { Word.words(of: tokens, text: text, pair: pair) }
}
