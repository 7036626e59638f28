import Support

/// An example of the corpus with its tokens and the model's prediction. Its attributions and matrices are kept beside it.
public struct Example: Sendable, Equatable {
  /// Number of the physical record in the corpus, from 1, without the header.
  public var row: Int
  /// The id, unique in the store.
  public var id: String
  /// The text.
  public var text: String
  /// The second text; nil where there is none.
  public var pair: String?
  /// All gold labels, exactly one where the model gives one label: the model's classes in order, then others; nil where they are unknown.
  public var labels: [String]?
  /// `[C]`; empty without a classification head.
  public var logits: [Float]
  /// The class of the highest logit; nil for regression and without a classification head.
  public var predicted: String?
  /// The predicted class' softmax or sigmoid probability.
  public var confidence: Double?
  /// The value that a regression model predicts.
  public var value: Double?
  /// Whether the text was truncated at the maximum length.
  public var isTruncated: Bool
  /// The tokens. Their scores are those that the reading query selected; by default the scores by the store's first method, for the predicted
  /// class where the method is signed. `[T]`
  public var tokens: [ExampleToken]
  /// Values of the kept columns, in the order of `StoreSettings.Columns.keep`; nil where the row has none.
  public var kept: [KeptValue?]
  /// Number of windows of a long text, each of which the model ran by itself; else 1. Scores, logits and prediction then combine all windows,
  /// and each matrix belongs to a window.
  public var windows: Int
  /// What the scores of the tokens explain, where they are signed; nil for unsigned scores, and in an example that was not read from a store.
  public internal(set) var explanation: Explanation?
  /// The labels whose sigmoid is at least the settings' threshold, in the order of the classes; nil where the model does not give sets of
  /// labels, and in an example that was not read from a store.
  public internal(set) var predictedLabels: [String]?
  /// Whether a gold label is no class of the model, so that the prediction is neither right nor wrong; false in an example that was not
  /// read from a store.
  public internal(set) var isGoldOutsideClasses = false

  /// Creates an example.
  public init(
    row: Int, id: String, text: String, pair: String?, labels: [String]?, logits: [Float], predicted: String?, confidence: Double?,
    value: Double?, isTruncated: Bool, tokens: [ExampleToken], kept: [KeptValue?], windows: Int = 1
  ) {
    self.row = row
    self.id = id
    self.text = text
    self.pair = pair
    self.labels = labels
    self.logits = logits
    self.predicted = predicted
    self.confidence = confidence
    self.value = value
    self.isTruncated = isTruncated
    self.tokens = tokens
    self.kept = kept
    self.windows = windows
  }
}

extension Example {
  /// The logit that signed scores add up to, together with a bias.
  public struct Explanation: Sendable, Equatable {
    /// The class; nil for a model without classes.
    public let className: String?
    /// The part of the logit that belongs to no token; nil where the method has none.
    public let bias: Double?
    /// The class' logit; nil where the method has none.
    public let logit: Double?
  }

  /// The only gold label; nil where there are none or several.
  public var label: String? { labels?.count == 1 ? labels?[0] : nil }

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
