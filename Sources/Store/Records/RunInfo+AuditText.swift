import Foundation
import Support

extension RunInfo.Audit: CustomStringConvertible {
  /// The agreement in words, such as "200 texts again in f32: 100.0 % equal labels, Spearman of token scores 0.99981 (lowest 0.99420),
  /// confidence within 0.0012". Where there are several methods, the Spearman of each follows.
  public var description: String {
    var text = "\(examples) text\(examples == 1 ? "" : "s") again in f32: "
    if let labelAgreement { text += Percentage.text(labelAgreement) + " equal labels, " }
    text += "Spearman of token scores \(Self.correlations(meanSpearman, lowest: lowestSpearman))"
    if let largestConfidenceDifference {
      text += String(format: ", %@ within %.2g", labelAgreement == nil ? "value" : "confidence", largestConfidenceDifference)
    }
    if let methods, methods.count > 1 {
      text +=
        "; by method: "
        + methods.map { "\($0.method) \(Self.correlations($0.meanSpearman, lowest: $0.lowestSpearman))" }.joined(separator: "; ")
    }
    return text
  }

  private static func correlations(_ mean: Double, lowest: Double) -> String {
    String(format: "%.5f (lowest %.5f)", down(mean, 1e5), down(lowest, 1e5))
  }

  /// Rounds down, so that only exact agreement is shown as 100 %.
  private static func down(_ number: Double, _ unit: Double) -> Double { (number * unit).rounded(.down) / unit }
}
