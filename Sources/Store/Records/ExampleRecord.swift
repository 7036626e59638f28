public import Support

/// An example with its attributions, from the indexer.
public struct ExampleRecord: Sendable, Equatable {
  /// A token of the example, in the order of the encoding.
  public typealias Token = ExampleToken

  /// Number of the physical record in the corpus, from 1, without the header.
  public var row: Int
  /// The id, unique in the store.
  public var id: String
  /// The text.
  public var text: String
  /// The second text; nil where there is none.
  public var pair: String?
  /// The gold label, as the name of the model's class where there is one.
  public var label: String?
  /// The gold labels of a model that gives sets, unless there is exactly one, which is in `label`; nil with exactly one, or none known.
  public var labels: [String]?
  /// Empty without a classification head. `[C]`
  public var logits: [Float]
  /// The class of the highest logit; nil for regression and without a classification head.
  public var predicted: String?
  /// The predicted class' softmax or sigmoid probability.
  public var confidence: Double?
  /// The value that a regression model predicts.
  public var value: Double?
  /// Whether the text was truncated at the maximum length.
  public var isTruncated: Bool
  /// Values of the kept columns, in the order of `StoreSettings.Columns.keep`; nil where the row has none.
  public var kept: [KeptValue?]
  /// The attributions by each method, and for each class where the method is signed. Never empty; the methods are the store's and include
  /// its first.
  public var results: [AttributionResult]
  /// The tokens without their scores. `[T]`
  private var bareTokens: [Token]

  /// The tokens with the scores of the first attribution. `[T]`
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

  /// Number of tokens, `T`.
  var tokenCount: Int { bareTokens.count }

  /// Creates an example.
  /// - Precondition: `results` is not empty, and each has a score for each token.
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
  /// Creates an example with its attribution by N-Enc: the scores of the tokens, the rollout (`[T, T]`, empty for a text that was split
  /// into windows) and the local matrices from the first layer on (`[L]` of `[T, T]`).
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

  /// The aggregated matrix of the first attribution. `[T, T]`
  public var final: ScaledMatrix {
    get { results[0].final ?? ScaledMatrix(size: 0, values: [], exponent: 0) }
    set { results[0].final = newValue }
  }

  /// The local matrices of the first attribution, from the first layer on; empty unless all layers are kept. `[L]` of `[T, T]`
  public var layers: [ScaledMatrix] {
    get { results[0].layers }
    set { results[0].layers = newValue }
  }
}
