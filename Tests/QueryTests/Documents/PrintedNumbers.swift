import Foundation

/// Compares the output of a program with earlier output.
enum PrintedNumbers {
  /// The first line that differs, nil where none does.
  ///
  /// Text must be equal, byte by byte. A number with decimals may differ by one unit of its last digit, or by a ten-thousandth of its
  /// value: sums in single precision depend on the processor and the library.
  static func difference(_ expected: String, _ actual: String) -> String? {
    let (left, right) = (lines(expected), lines(actual))
    for (expected, actual) in zip(left, right) where !agree(expected, actual) {
      return "documented: \(expected)\nprinted:    \(actual)"
    }
    return left.count == right.count ? nil : "documented: \(left.count) lines\nprinted:    \(right.count) lines"
  }

  private static func lines(_ text: String) -> [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // A blank line separates two commands of a block.
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func agree(_ expected: Substring, _ actual: Substring) -> Bool {
    if expected == actual { return true }
    let number = #/-?\d+\.\d+(?:e-?\d+)?/#
    let (left, right) = (expected.matches(of: number), actual.matches(of: number))
    guard left.count == right.count, expected.replacing(number, with: "0") == actual.replacing(number, with: "0") else { return false }
    return zip(left, right).allSatisfy { agreeAsNumbers($0.output, $1.output) }
  }

  private static func agreeAsNumbers(_ expected: Substring, _ actual: Substring) -> Bool {
    guard let left = Double(expected), let right = Double(actual) else { return false }
    let decimals = expected.split(separator: ".").last.map { $0.prefix { $0.isNumber }.count } ?? 0
    let unit = expected.contains("e") ? 0.1 * abs(left) : pow(10, -Double(decimals))
    return abs(left - right) <= max(1.01 * unit, 1e-4 * abs(left))
  }
}
