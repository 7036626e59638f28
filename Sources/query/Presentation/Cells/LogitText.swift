import Foundation

/// Signed scores for people.
enum LogitText {
  /// A sum of scores and a bias, in hundredths of a logit, that are equal to the logit as they are shown.
  struct Sum: Equatable {
    let tokens: Int
    let bias: Int
    let logit: Int
  }

  /// The hundredths that the bias takes up.
  private static let slack = 3

  /// A number of logits with its sign, such as "+1.20".
  static func signed(_ score: Double) -> String { String(format: "%+.2f", score) }

  /// A number of hundredths of a logit with its sign, such as "+1.20".
  static func signed(hundredths: Int) -> String {
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(hundredths < 0 ? "-" : "+")\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// The hundredths that `signed` shows; nil for a number that is too large.
  static func hundredths(_ score: Double) -> Int? {
    score.magnitude < 1e15 ? Int(String(format: "%.2f", score).replacing(".", with: "")) : nil
  }

  /// A number of thousandths of a logit for the script of a page. Halves rounded up, they give the hundredths that `signed` shows.
  static func thousandths(_ score: Double) -> Int {
    guard let hundredths = hundredths(score) else { return score < 0 ? -.max / 100 : .max / 100 }
    return min(max(Int((score * 1000).rounded()), 10 * hundredths - 5), 10 * hundredths + 4)
  }

  /// The terms of a logit. Three numbers that are rounded one by one, and stored scores of 16 bits, may miss their sum: the bias takes up to 3
  /// hundredths of it. Terms that miss it by more are shown as they are.
  /// - Returns: The terms; nil where a number is too large.
  static func sum(tokens: Double, bias: Double, logit: Double) -> Sum? {
    guard let tokens = hundredths(tokens), let bias = hundredths(bias), let logit = hundredths(logit) else { return nil }
    let rest = logit - tokens
    return Sum(tokens: tokens, bias: abs(rest - bias) <= slack ? rest : bias, logit: logit)
  }
}
