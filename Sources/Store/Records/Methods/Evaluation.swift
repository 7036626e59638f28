public import Foundation

/// One number from an evaluation of methods, a measure of how well scores reflect the tokens that the model uses.
public struct Evaluation: Sendable, Equatable {
  /// The name of the method, or of another order of tokens, such as "random".
  public var method: String
  /// The aggregation of local matrices; nil where there are none.
  public var aggregate: Method.Aggregate?
  /// The encoder layer of the evaluated local matrix, from 1; nil for the aggregated matrix, and without matrices.
  public var layer: Int?
  /// The class that the scores explain; nil for an unsigned method, and where each text's own class was used.
  public var className: String?
  /// The metric: "aopc", "comprehensiveness", "sufficiency", "accuracy", "spearman", "flips", ...
  public var metric: String
  /// Share of masked tokens, for a point of a curve; otherwise nil.
  public var step: Double?
  /// The word that was removed from the texts; nil where none was.
  public var word: String?
  /// The value; nil where it is undefined.
  public var value: Double?
  /// The confidence interval; nil where there is none.
  public var interval: ClosedRange<Double>?
  /// Number of texts.
  public var examples: Int
  /// The removal of tokens: "mask" or "delete"; nil where none were removed.
  public var masking: String?
  /// Size of the requested sample of texts; nil for all texts.
  public var sample: Int?
  /// The seed of the sample.
  public var seed: Int64?
  /// Further settings, as a JSON object; nil where there are none.
  public var options: String?
  /// The time of the evaluation.
  public var madeAt: Date?

  /// Creates a result.
  public init(
    method: String, aggregate: Method.Aggregate? = nil, layer: Int? = nil, className: String? = nil, metric: String, step: Double? = nil,
    word: String? = nil, value: Double?, interval: ClosedRange<Double>? = nil, examples: Int, masking: String? = nil, sample: Int? = nil,
    seed: Int64? = nil, options: String? = nil, madeAt: Date? = nil
  ) {
    self.method = method
    self.aggregate = aggregate
    self.layer = layer
    self.className = className
    self.metric = metric
    self.step = step
    self.word = word
    self.value = value
    self.interval = interval
    self.examples = examples
    self.masking = masking
    self.sample = sample
    self.seed = seed
    self.options = options
    self.madeAt = madeAt
  }
}

extension Evaluation {
  /// The metric of a record of texts that an evaluation has finished before its end.
  public static let unfinished = "unfinished"

  /// The method with an aggregation other than the rollout, as a name for people.
  public var name: String {
    aggregate.flatMap { $0 == .rollout ? nil : "\(method), \($0.rawValue)" } ?? method
  }

  /// Whether the record is no result, but what an evaluation that goes on, or was interrupted, has done so far.
  public var isUnfinished: Bool { metric == Self.unfinished }
}
