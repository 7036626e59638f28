import Foundation
import Support

extension RunInfo.Audit: CustomStringConvertible {
  /// The agreement in words, such as "200 texts again in f32: 100.0 % equal labels, Spearman of token scores 0.99981 (lowest 0.99420),
  /// confidence within 0.0012".
  public var description: String {
    var text = "\(examples) text\(examples == 1 ? "" : "s") again in f32: "
    if let labelAgreement { text += Percentage.text(labelAgreement) + " equal labels, " }
    text += String(format: "Spearman of token scores %.5f (lowest %.5f)", Self.down(meanSpearman, 1e5), Self.down(lowestSpearman, 1e5))
    if let largestConfidenceDifference {
      text += String(format: ", %@ within %.2g", labelAgreement == nil ? "value" : "confidence", largestConfidenceDifference)
    }
    return text
  }

  /// Rounds down, so that only exact agreement is shown as 100 %.
  private static func down(_ number: Double, _ unit: Double) -> Double { (number * unit).rounded(.down) / unit }
}
