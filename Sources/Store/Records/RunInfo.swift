public import Foundation

/// One run of the indexer over a corpus, as the store remembers it.
public struct RunInfo: Sendable, Equatable, Codable {
  /// How a sample of texts, computed again in fp32, agreed with what the store holds.
  public struct Audit: Sendable, Equatable, Codable {
    /// Texts computed again.
    public var examples: Int
    /// The share of them with the same predicted label, 0 ... 1; nil where the model predicts none.
    public var labelAgreement: Double?
    /// Spearman's rank correlation of the token scores, averaged over the texts.
    public var meanSpearman: Double
    /// The lowest correlation of one text.
    public var lowestSpearman: Double
    /// The largest difference of a text's confidence, or of the number that a regression model predicts; nil without either.
    public var largestConfidenceDifference: Double?

    /// Creates the result of an audit.
    public init(
      examples: Int, labelAgreement: Double?, meanSpearman: Double, lowestSpearman: Double, largestConfidenceDifference: Double? = nil
    ) {
      self.examples = examples
      self.labelAgreement = labelAgreement
      self.meanSpearman = meanSpearman
      self.lowestSpearman = lowestSpearman
      self.largestConfidenceDifference = largestConfidenceDifference
    }
  }

  /// `ToolVersion.current` of the indexer.
  public var toolVersion: String
  /// The library that did the dense products, such as "onednn 2.6.3" or "portable".
  public var backend: String
  /// "avx512f", "avx2" or "baseline".
  public var instructionSet: String
  /// The corpus as it was named on the command line.
  public var corpus: String
  /// Threads that ran the model.
  public var workers: Int
  /// When the run began.
  public var startedAt: Date
  /// When the run came to its end, or was interrupted by a signal; nil while it runs, or where it was killed.
  public var finishedAt: Date?
  /// Whether a signal stopped the run before the end of its corpus.
  public var isInterrupted: Bool
  /// Examples that this run wrote. Kept by the store itself with each transaction, so that it is right even where the run was killed.
  public var examples: Int
  /// Rows that were in the store already.
  public var skipped: Int
  /// Rows that could not be indexed.
  public var failed: Int
  /// Examples of this run whose text was cut off. Kept by the store.
  public var truncated: Int
  /// Tokens of this run's examples. Kept by the store.
  public var tokens: Int
  /// The agreement with fp32, where it was measured.
  public var audit: Audit?

  /// Creates the record of a run; a run that begins has written nothing yet.
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
