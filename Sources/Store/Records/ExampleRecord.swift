/// One example as the indexer hands it over.
public struct ExampleRecord: Sendable, Equatable {
  /// One token of the example, in the order of the encoding.
  public struct Token: Sendable, Equatable {
    /// The id in the model's vocabulary.
    public var id: Int32
    /// The vocabulary piece, such as "film" or "##ing".
    public var piece: String
    /// 0 for the text, 1 for the pair.
    public var segment: UInt8
    /// Unicode scalars of the text or pair, end exclusive; nil for a special token, and where the store keeps no texts.
    public var offsets: Range<Int>?
    /// Whether the template added it ([CLS], the [SEP]s).
    public var isSpecial: Bool
    /// The token's part of row 0 of the final matrix, divided by the sum of that row over all T tokens.
    public var score: Float

    /// Creates a token; unless said otherwise, one without offsets is a special one.
    public init(id: Int32, piece: String, segment: UInt8, offsets: Range<Int>?, score: Float, isSpecial: Bool? = nil) {
      self.id = id
      self.piece = piece
      self.segment = segment
      self.offsets = offsets
      self.score = score
      self.isSpecial = isSpecial ?? (offsets == nil)
    }
  }

  /// Physical record of the corpus, from 1, the header excluded.
  public var row: Int
  /// Unique in the store.
  public var id: String
  /// The text.
  public var text: String
  /// The second text; nil where there is none.
  public var pair: String?
  /// The gold label, mapped to the model's name for it where the model knows it.
  public var label: String?
  /// The gold labels of a model that gives several, where they are not just one, which `label` has; nil where that is all, or none are known.
  public var labels: [String]?
  /// `[C]`, empty without a head.
  public var logits: [Float]
  /// The class of the highest logit; nil for regression and without a head.
  public var predicted: String?
  /// Its softmax or sigmoid probability.
  public var confidence: Double?
  /// The predicted number of a regression model.
  public var value: Double?
  /// Whether the text was cut off at the maximum length.
  public var isTruncated: Bool
  /// `[T]`
  public var tokens: [Token]
  /// Values of the kept columns, in the order of `StoreSettings.Columns.keep`; nil where the row has none.
  public var kept: [KeptValue?]
  /// The rollout. `[T, T]`
  public var final: MatrixRecord
  /// The local matrices, first layer first; empty unless all layers are kept. `[L]` of `[T, T]`
  public var layers: [MatrixRecord]

  /// Creates an example.
  public init(
    row: Int, id: String, text: String, pair: String?, label: String?, logits: [Float], predicted: String?, confidence: Double?,
    value: Double?, isTruncated: Bool, tokens: [Token], kept: [KeptValue?], final: MatrixRecord, layers: [MatrixRecord],
    labels: [String]? = nil
  ) {
    self.row = row
    self.id = id
    self.text = text
    self.pair = pair
    self.label = label
    self.logits = logits
    self.predicted = predicted
    self.confidence = confidence
    self.value = value
    self.isTruncated = isTruncated
    self.tokens = tokens
    self.kept = kept
    self.final = final
    self.layers = layers
    self.labels = labels
  }
}
