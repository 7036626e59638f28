import Support

/// One example as the store gives it back, without its matrices.
public struct StoredExample: Sendable, Equatable {
  /// Physical record of the corpus, from 1, the header excluded.
  public let row: Int
  /// Unique in the store.
  public let id: String
  /// The text.
  public let text: String
  /// The second text; nil where there is none.
  public let pair: String?
  /// The gold label.
  public let label: String?
  /// `[C]`, empty without a head.
  public let logits: [Float]
  /// The predicted label; nil for regression and without a head.
  public let predicted: String?
  /// The predicted label's softmax or sigmoid probability.
  public let confidence: Double?
  /// The predicted number of a regression model.
  public let value: Double?
  /// Whether the text was cut off at the maximum length.
  public let isTruncated: Bool
  /// With pieces, offsets and scores. `[T]`
  public let tokens: [ExampleRecord.Token]
  /// Values of the kept columns, in the order of `StoreSettings.Columns.keep`.
  public let kept: [KeptValue?]
  /// How many windows a long text was cut into, each run through the model by itself; else 1. Scores, logits and prediction are then those of the
  /// windows taken together, and matrices those of a window.
  public let windows: Int
  /// All gold labels, of which a model that gives one label has one: the model's classes in order, then others; nil where none are known.
  public internal(set) var labels: [String]? = nil
  /// The labels whose sigmoid is at least the threshold of the settings, in the order of the classes; nil where the model does not give sets of labels.
  public internal(set) var predictedLabels: [String]? = nil

  /// Whether a gold label is no class of the model, so that no prediction can be right or wrong.
  public internal(set) var isGoldOutsideClasses = false

  /// Whether the prediction is right: the gold label, or with sets of labels the gold set; nil where one of the two is missing, or a gold label is no
  /// class of the model.
  public var isRight: Bool? {
    guard let labels, !isGoldOutsideClasses else { return nil }
    if let predictedLabels { return Set(labels.map(ExactString.init)) == Set(predictedLabels.map(ExactString.init)) }
    guard let label, let predicted else { return nil }
    return ExactString(label) == ExactString(predicted)
  }

  /// The words, in the order of the text; special tokens belong to none.
  public var words: [Word] { Word.words(of: tokens, text: text, pair: pair) }
}
