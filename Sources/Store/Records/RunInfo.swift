public import Foundation

/// One run of the indexer over a corpus.
public struct RunInfo: Sendable, Equatable, Codable {
  /// The agreement of a sample of texts, computed again in fp32, with the store.
  public struct Audit: Sendable, Equatable, Codable {
    /// The agreement of the token scores by one method, over texts and classes.
    public struct Agreement: Sendable, Equatable, Codable {
      /// The method.
      public var method: Method
      /// Spearman's rank correlation of the token scores, averaged over texts and classes.
      public var meanSpearman: Double
      /// The lowest correlation of a text for a class.
      public var lowestSpearman: Double

      /// Creates an agreement.
      public init(method: Method, meanSpearman: Double, lowestSpearman: Double) {
        (self.method, self.meanSpearman, self.lowestSpearman) = (method, meanSpearman, lowestSpearman)
      }
    }

    /// Number of texts that were computed again.
    public var examples: Int
    /// Share of the texts with the same predicted label, 0 ... 1; nil where the model predicts no labels.
    public var labelAgreement: Double?
    /// Spearman's rank correlation of the token scores by the store's first method, averaged over the texts; of a signed method, for the
    /// predicted class.
    public var meanSpearman: Double
    /// The lowest correlation of a text.
    public var lowestSpearman: Double
    /// The largest difference of a text's confidence, or of a regression model's value; nil where there is neither.
    public var largestConfidenceDifference: Double?
    /// The agreement of each method that was computed again; nil where the store has one method without sign, and in runs of former versions.
    public var methods: [Agreement]?

    /// Creates the result of an audit.
    public init(
      examples: Int, labelAgreement: Double?, meanSpearman: Double, lowestSpearman: Double, largestConfidenceDifference: Double? = nil,
      methods: [Agreement]? = nil
    ) {
      self.examples = examples
      self.labelAgreement = labelAgreement
      self.meanSpearman = meanSpearman
      self.lowestSpearman = lowestSpearman
      self.largestConfidenceDifference = largestConfidenceDifference
      self.methods = methods
    }
  }

  /// `ToolVersion.current` of the indexer.
  public var toolVersion: String
  /// The library that computed the dense products, such as "onednn 2.6.3" or "portable".
  public var backend: String
  /// The set of instructions that our own kernels used, such as "avx2" or "avx512_bf16".
  public var instructionSet: String
  /// The corpus as named on the command line.
  public var corpus: String
  /// Number of threads that ran the model.
  public var workers: Int
  /// The beginning of the run.
  public var startedAt: Date
  /// The end of the run, also where a signal stopped it; nil while it runs, and where it was killed.
  public var finishedAt: Date?
  /// Whether a signal stopped the run before the end of its corpus.
  public var isInterrupted: Bool
  /// Number of examples that this run wrote. The store updates it in each transaction, so that it is right even where the run was killed.
  public var examples: Int
  /// Rows whose examples were in the store already.
  public var skipped: Int
  /// Rows that could not be indexed.
  public var failed: Int
  /// Examples of this run whose text was truncated; updated by the store.
  public var truncated: Int
  /// Tokens of this run's examples; updated by the store.
  public var tokens: Int
  /// The agreement with fp32; nil where it was not measured.
  public var audit: Audit?

  /// Creates the record of a run; by default the run has written nothing yet.
  public init(
    toolVersion: String = ToolVersion.current, backend: String, instructionSet: String, corpus: String, workers: Int, startedAt: Date,
    finishedAt: Date? = nil, isInterrupted: Bool = false, examples: Int = 0, skipped: Int = 0, failed: Int = 0, truncated: Int = 0,
    tokens: Int = 0, audit: Audit? = nil
  ) {
    self.toolVersion = toolVersion
    self.backend = backend
    self.instructionSet = instructionSet
    self.corpus = corpus
    self.workers = workers
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.isInterrupted = isInterrupted
    self.examples = examples
    self.skipped = skipped
    self.failed = failed
    self.truncated = truncated
    self.tokens = tokens
    self.audit = audit
  }
}
