import Store
import Support

/// What an evaluation measures, and how.
struct EvaluationPlan: Sendable, Equatable {
  /// A number that an evaluation computes for each text.
  struct Measure: Sendable, Equatable {
    /// What is measured.
    enum Metric: Sendable, Equatable {
      /// The fall of the predicted class' probability with so many tenths of the tokens masked.
      case drop(tenths: Int)
      /// Whether the prediction is the gold label with so many tenths of the tokens masked.
      case accuracy(tenths: Int)
      /// The mean of `drop` over 1 to 10 tenths.
      case aopc
      /// The mean fall of the probability without the first 1, 5, 10, 20 and 50 % of the tokens.
      case comprehensiveness
      /// The mean fall of the probability with these tokens alone.
      case sufficiency
      /// The rank correlation of the scores, or of row 0 of a layer's local matrix, with the gradient's norm.
      case spearman(layer: Int?)
    }

    /// The order, as an index of `orders`.
    let order: Int
    let metric: Metric
  }

  /// The methods of the store that are evaluated, with the number of layers whose local matrices it keeps.
  let methods: [(method: Method, layers: Int)]
  let masking: TokenMasking
  /// Largest number of texts.
  let sample: Int
  let seed: UInt64
  let hasLeaveOneOut: Bool
  /// Whether the template's tokens count in the rank correlations.
  let countsSpecialTokens: Bool

  /// The orders: the methods, random, and leaving one token out where it is wanted.
  var orders: [TokenOrder] { methods.map { .method($0.method) } + [.random] + (hasLeaveOneOut ? [.leaveOneOut] : []) }

  /// The numbers of each text, in order.
  var measures: [Measure] {
    orders.indices.flatMap { order in
      let correlations: [Measure.Metric] =
        methods.indices.contains(order)
        ? [.spearman(layer: nil)] + (1...max(methods[order].layers, 1)).prefix(methods[order].layers).map { .spearman(layer: $0) } : []
      let curve = (1...10).map { Measure.Metric.drop(tenths: $0) } + (0...10).map { .accuracy(tenths: $0) }
      return ([.aopc, .comprehensiveness, .sufficiency] + curve + correlations).map { Measure(order: order, metric: $0) }
    }
  }

  static func == (one: EvaluationPlan, other: EvaluationPlan) -> Bool { one.name == other.name }

  /// All settings in one line, by which an interrupted evaluation is known again.
  var name: String {
    let methods = methods.map { "\($0.method.name)/\($0.method.aggregate?.rawValue ?? "")/\($0.layers)" }.joined(separator: ",")
    return "\(methods) \(masking.rawValue) \(sample) \(seed) \(hasLeaveOneOut) \(countsSpecialTokens)"
  }
}

extension EvaluationPlan.Measure.Metric {
  /// The name in the results.
  var name: String {
    switch self {
    case .drop: "drop"
    case .accuracy: "accuracy"
    case .aopc: "aopc"
    case .comprehensiveness: "comprehensiveness"
    case .sufficiency: "sufficiency"
    case .spearman: "spearman"
    }
  }

  /// The share of masked tokens; nil for all but points of a curve.
  var step: Double? {
    switch self {
    case .drop(let tenths), .accuracy(let tenths): Double(tenths) / 10
    case .aopc, .comprehensiveness, .sufficiency, .spearman: nil
    }
  }

  /// The layer of a local matrix.
  var layer: Int? {
    guard case .spearman(let layer) = self else { return nil }
    return layer
  }
}
