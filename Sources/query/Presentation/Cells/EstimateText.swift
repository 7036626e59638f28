import Store
import Support

/// Estimates with their intervals, for people and in JSON.
enum EstimateText {
  /// A share in percent with its 95 % interval, such as "76.3 % (72.8–79.6)"; null where there is no estimate.
  static func cell(_ estimate: Estimate?) -> Cell {
    guard let estimate else { return .null }
    return .text("\(Percentage.text(estimate.value)) (\(range(estimate.interval)))")
  }

  /// A text such as "76.3 %, 95 % interval 72.8–79.6 %".
  static func sentence(_ estimate: Estimate) -> String {
    "\(Percentage.text(estimate.value)), 95 % interval \(range(estimate.interval)) %"
  }

  /// Members of a JSON object: the value under `name`, and the ends of the interval under `name` with "_interval"; null where there is no
  /// estimate.
  static func members(_ name: String, _ estimate: Estimate?) -> [JSONOutput.Member] {
    let interval = estimate.map { JSONOutput.array([.cell(.double($0.interval.lower)), .cell(.double($0.interval.upper))]) }
    return [(key: name, value: .cell(Cell(estimate?.value))), (key: "\(name)_interval", value: interval ?? .cell(.null))]
  }

  /// An interval in percent, such as "72.8–79.6".
  static func range(_ interval: ConfidenceInterval) -> String {
    [interval.lower, interval.upper].map { Percentage.number($0) }.joined(separator: "–")
  }
}
