import Foundation

/// Signed scores for people.
enum LogitText {
  /// A number of logits with its sign, such as "+1.20".
  static func signed(_ score: Double) -> String { String(format: "%+.2f", score) }
}
