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

  /// The words, in the order of the text; special tokens belong to none.
  public var words: [Word] { Word.words(of: tokens, text: text, pair: pair) }
}
