import Support

/// Decides whether a kept value meets a condition. One thread at a time may use it.
final class KeptMatcher {
  private let column: ExactString
  private let comparison: KeptCondition.Comparison
  private let wanted: [(text: ExactString, number: DecimalNumber?)]
  /// Whether texts are compared with a wanted number by their bytes, which is so where the column holds no number at all.
  private let comparesTexts: Bool

  /// Prepares a condition.
  /// - Parameters:
  ///   - condition: The condition.
  ///   - holdsNumbers: Whether any example has a number in the column.
  init(_ condition: KeptCondition, holdsNumbers: Bool) {
    column = ExactString(condition.column)
    comparison = condition.comparison
    wanted = condition.values.map { (ExactString($0), DecimalNumber($0)) }
    comparesTexts = !holdsNumbers
  }

  /// Whether the column's value in an object of kept columns, given as JSON, meets the condition.
  func matches(_ kept: UnsafeBufferPointer<UInt8>) -> Bool {
    let value = KeptObject.value(of: column, in: kept)?.string ?? ""
    switch comparison {
    case .equal: return isAmongWanted(value)
    case .notEqual: return !isAmongWanted(value)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return !value.isEmpty && wanted.allSatisfy { isInOrder(value, $0.text, $0.number) }
    }
  }

  private func isAmongWanted(_ value: String) -> Bool {
    let exact = ExactString(value)
    if wanted.contains(where: { $0.text == exact }) { return true }
    guard wanted.contains(where: { $0.number != nil }), let number = DecimalNumber(value) else { return false }
    return wanted.contains { $0.number == number }
  }

  private func isInOrder(_ value: String, _ text: ExactString, _ number: DecimalNumber?) -> Bool {
    guard let number else { return holds(ExactString(value), text) }
    if let valueNumber = DecimalNumber(value) { return holds(valueNumber, number) }
    return comparesTexts && holds(ExactString(value), text)
  }

  private func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch comparison {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    case .equal: left == right
    case .notEqual: left != right
    }
  }
}
