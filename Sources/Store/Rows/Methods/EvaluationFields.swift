import Foundation

/// A row of `evaluation`.
struct EvaluationFields: SealedRow {
  static let table = "evaluation"

  /// Nil before writing.
  var id: Int64?
  var method = ""
  var aggregate: String?
  var layer: Int?
  var className: String?
  var metric = ""
  var step: Double?
  var word: String?
  var value: Double?
  var low: Double?
  var high: Double?
  var examples = 0
  var masking: String?
  var sample: Int?
  var seed: Int64?
  var options: String?
  var madeAt: Double?
  var checksum: Int64?

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("id", &id, .checksum)
    columns.column("method", &method)
    columns.column("aggregate", &aggregate)
    columns.column("layer", &layer)
    columns.column("class", &className)
    columns.column("metric", &metric)
    columns.column("step", &step)
    columns.column("word", &word)
    columns.column("value", &value)
    columns.column("low", &low)
    columns.column("high", &high)
    columns.column("examples", &examples)
    columns.column("masking", &masking)
    columns.column("sample", &sample)
    columns.column("seed", &seed)
    columns.column("options", &options)
    columns.column("made_at", &madeAt, .checksum)
    columns.column("checksum", &checksum, [])
  }
}

extension EvaluationFields {
  /// The row for a result, without its checksum.
  init(_ evaluation: Evaluation) {
    self.init(
      method: evaluation.method, aggregate: evaluation.aggregate?.rawValue, layer: evaluation.layer, className: evaluation.className,
      metric: evaluation.metric, step: evaluation.step, word: evaluation.word, value: evaluation.value,
      low: evaluation.interval?.lowerBound, high: evaluation.interval?.upperBound, examples: evaluation.examples,
      masking: evaluation.masking, sample: evaluation.sample, seed: evaluation.seed, options: evaluation.options,
      madeAt: evaluation.madeAt?.timeIntervalSince1970)
  }

  /// The result.
  var evaluation: Evaluation {
    let interval = low.flatMap { low in high.flatMap { low <= $0 ? low...$0 : nil } }
    return Evaluation(
      method: method, aggregate: aggregate.map(Method.Aggregate.init), layer: layer, className: className, metric: metric, step: step,
      word: word, value: value, interval: interval, examples: examples, masking: masking, sample: sample, seed: seed, options: options,
      madeAt: madeAt.map(Date.init(timeIntervalSince1970:)))
  }
}
