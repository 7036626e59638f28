public import Support

/// One example as the indexer hands it over.
public struct ExampleRecord: Sendable, Equatable {
  /// One token of the example, in the order of the encoding.
  public struct Token: Sendable, Equatable {
    /// The id in the model's vocabulary.
    public var id: Int32
    /// The vocabulary piece, such as "film" or "##ing".
    public var piece: String
    /// Whether the piece continues the word before it; see `VocabularyPiece`.
    public var continuesWord: Bool
    /// What the piece contributes to a word; nil where that is the piece itself.
    public var surface: String?
    /// 0 for the text, 1 for the pair.
    public var segment: UInt8
    /// Unicode scalars of the text or pair, end exclusive; nil for a special token, and where the store keeps no texts.
    public var offsets: Range<Int>?
    /// Whether the template added it ([CLS], the [SEP]s).
    public var isSpecial: Bool
    /// The score by the first result; see `AttributionResult.scores`.
    public var score: Float

    /// Creates a token; unless said otherwise, one without offsets is a special one.
    public init(
      id: Int32, piece: VocabularyPiece, segment: UInt8, offsets: Range<Int>?, score: Float, isSpecial: Bool? = nil
    ) {
      self.id = id
      self.piece = piece.name
      continuesWord = piece.continuesWord
      surface = piece.surface
      self.segment = segment
      self.offsets = offsets
      self.score = score
      self.isSpecial = isSpecial ?? (offsets == nil)
    }

    /// The piece with how it spells words.
    public var vocabularyPiece: VocabularyPiece { VocabularyPiece(name: piece, continuesWord: continuesWord, surface: surface) }
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
  /// Values of the kept columns, in the order of `StoreSettings.Columns.keep`; nil where the row has none.
  public var kept: [KeptValue?]
  /// What each method says, for each class where the method has a sign. Never empty; the methods are the store's, its first one among them.
  public var results: [AttributionResult]
  /// The tokens without scores. `[T]`
  private var bareTokens: [Token]

  /// The tokens, with the scores of the first result. `[T]`
  public var tokens: [Token] {
    get {
      zip(bareTokens, results[0].scores).map { token, score in
        var token = token
        token.score = score
        return token
      }
    }
    set {
      bareTokens = newValue
      results[0].scores = newValue.map(\.score)
    }
  }

  /// How many tokens there are, `T`.
  var tokenCount: Int { bareTokens.count }

  /// Creates an example.
  /// - Precondition: there is a result, and each has a score for each token.
  public init(
    row: Int, id: String, text: String, pair: String?, label: String?, logits: [Float], predicted: String?, confidence: Double?,
    value: Double?, isTruncated: Bool, tokens: [Token], kept: [KeptValue?], results: [AttributionResult], labels: [String]? = nil
  ) {
    precondition(!results.isEmpty && results.allSatisfy { $0.scores.count == tokens.count }, "results of other than \(tokens.count) tokens")
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
    bareTokens = tokens
    self.kept = kept
    self.results = results
    self.labels = labels
  }
}

extension ExampleRecord {
  /// Creates an example with what N-Enc says of it: the scores of the tokens, the rollout (`[T, T]`, empty for a text that was cut into windows) and
  /// the local matrices, first layer first (`[L]` of `[T, T]`).
  public init(
    row: Int, id: String, text: String, pair: String?, label: String?, logits: [Float], predicted: String?, confidence: Double?,
    value: Double?, isTruncated: Bool, tokens: [Token], kept: [KeptValue?], final: ScaledMatrix, layers: [ScaledMatrix],
    labels: [String]? = nil
  ) {
    self.init(
      row: row, id: id, text: text, pair: pair, label: label, logits: logits, predicted: predicted, confidence: confidence, value: value,
      isTruncated: isTruncated, tokens: tokens, kept: kept,
      results: [AttributionResult(.nEnc, scores: tokens.map(\.score), final: final, layers: layers)], labels: labels)
  }

  /// The aggregated matrix of the first result. `[T, T]`
  public var final: ScaledMatrix {
    get { results[0].final ?? ScaledMatrix(size: 0, values: [], exponent: 0) }
    set { results[0].final = newValue }
  }

  /// The local matrices of the first result, first layer first; empty unless all layers are kept. `[L]` of `[T, T]`
  public var layers: [ScaledMatrix] {
    get { results[0].layers }
    set { results[0].layers = newValue }
  }
}
