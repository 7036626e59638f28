public import Foundation

/// One number that an evaluation of methods found: how well scores tell what the model goes by.
public struct Evaluation: Sendable, Equatable {
  /// The method, or another order of tokens, such as "random".
  public var method: String
  /// How local matrices became one; nil where there are none.
  public var aggregate: Method.Aggregate?
  /// The encoder layer whose local matrix was looked at, from 1; nil for the aggregated one, and without matrices.
  public var layer: Int?
  /// The class that scores speak of; nil where the method has no sign, or each text's own class was taken.
  public var className: String?
  /// What was measured: "aopc", "comprehensiveness", "sufficiency", "accuracy", "spearman", "flips", ...
  public var metric: String
  /// Of a curve: the share of tokens that were masked; else nil.
  public var step: Double?
  /// The word that was taken out of texts; nil where none was.
  public var word: String?
  /// The value; nil where it is not defined.
  public var value: Double?
  /// The ends of its interval; nil where there is none.
  public var interval: ClosedRange<Double>?
  /// How many texts it is of.
  public var examples: Int
  /// How tokens were taken out: "mask" or "delete"; nil where none were.
  public var masking: String?
  /// How many texts were to be drawn; nil for all.
  public var sample: Int?
  /// What the draw began with.
  public var seed: Int64?
  /// Further settings, as a JSON object; nil where there are none.
  public var options: String?
  /// When it was measured.
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
