import Engine
import Support

/// The masked forms of a text that an evaluation asks the model about, each once, and the numbers that follow from the answers.
struct TextMaskings: Sendable {
  /// The masked positions of each form, ascending. The first form is the text itself.
  private(set) var forms: [[Int]] = [[]]
  private var places: [[Int]: Int] = [[]: 0]
  /// For each order, the form at each tenth from 0.
  private var curves: [[Int]] = []
  /// For each order, the forms without the first tokens, and with them alone, of each share.
  private var without: [[Int]] = []
  private var alone: [[Int]] = []

  /// Forms of a text for orders of its positions. `[orders]` of `[n]`
  init(_ orders: [[Int]]) {
    for order in orders {
      curves.append((0...10).map { place(of: order.prefix(TokenMasking.masked(atTenths: $0, of: order.count))) })
      let shares = TokenMasking.percents.map { TokenMasking.tokens(percent: $0, of: order.count) }
      without.append(shares.map { place(of: order.prefix($0)) })
      alone.append(shares.map { place(of: order.dropFirst($0)) })
    }
  }

  private mutating func place(of positions: ArraySlice<Int>) -> Int {
    let key = positions.sorted()
    if let place = places[key] { return place }
    places[key] = forms.count
    forms.append(key)
    return forms.count - 1
  }

  /// The numbers of one order.
  /// - Parameters:
  ///   - metric: Any but a rank correlation.
  ///   - order: The order.
  ///   - probabilities: The predicted class' probability in each form. `[forms]`
  ///   - isRight: Whether the prediction is the gold label in each form; nil where that is not known. `[forms]`
  /// - Returns: The number; NaN where it is undefined.
  func value(_ metric: EvaluationPlan.Measure.Metric, order: Int, _ probabilities: [Double], isRight: [Bool]?) -> Double {
    func drop(_ form: Int) -> Double { probabilities[0] - probabilities[form] }
    func mean(_ forms: some Collection<Int>) -> Double { forms.reduce(0) { $0 + drop($1) } / Double(forms.count) }
    switch metric {
    case .drop(let tenths): return drop(curves[order][tenths])
    case .accuracy(let tenths): return isRight.map { $0[curves[order][tenths]] ? 1 : 0 } ?? .nan
    case .aopc: return mean(curves[order].dropFirst())
    case .comprehensiveness: return mean(without[order])
    case .sufficiency: return mean(alone[order])
    case .spearman: preconditionFailure("a rank correlation needs no masking")
    }
  }
}
