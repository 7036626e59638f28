import Foundation
import Store
import Support

/// The comparison of stored results with new ones.
struct ResultComparison: Sendable {
  /// Largest difference allowed, relative to the largest value.
  static let tolerance = 1e-4

  /// A sentence for each difference beyond the tolerance.
  var findings: [String] = []
  /// The largest difference, relative to the largest value, after subtracting the codecs' error bounds.
  private(set) var largest = 0.0

  /// The text or window, in sentences.
  private let name: String
  /// The first method is not named in sentences where it says which scores are meant.
  private let first: Method?
  private let codec: MatrixCodec
  /// The origin of the new results, in sentences.
  private let source: String

  /// Creates the comparison of nothing.
  init() {
    (name, first, codec, source) = ("", nil, .lossless, "")
  }

  /// Creates a comparison that failed.
  init(failing finding: String) {
    self.init()
    (findings, largest) = ([finding], .infinity)
  }

  /// Creates a comparison.
  /// - Parameters:
  ///   - name: The text or window, in sentences.
  ///   - settings: The settings of the store.
  ///   - source: The origin of the new results, in sentences.
  init(name: String, settings: StoreSettings, source: String = "the model gives") {
    self.name = name
    first = settings.method
    codec = settings.codec
    self.source = source
  }

  /// The phrase that names a method and class in a sentence; empty for a first method without sign.
  func origin(of result: AttributionResult) -> String {
    guard result.method != first || result.method.isSigned else { return "" }
    return " by \(result.method)" + (result.className.map { " for class '\($0)'" } ?? "")
  }

  /// Compares logits.
  mutating func compare(logits stored: [Float], _ now: [Float]) {
    check("the logits", Self.difference(stored, now, allowed: 0), of: max(1, Self.largest(stored)))
  }

  /// Compares scores, the bias and the logit.
  /// - Parameters:
  ///   - stored: The stored result.
  ///   - scores: The new scores. `[T]`
  ///   - bias: The new bias; nil without a sign.
  ///   - logit: The new logit; nil without a sign.
  ///   - summed: The largest score of those that `scores` are sums of, where these have been stored, too; else 0.
  mutating func compare(_ stored: AttributionResult, scores: [Float], bias: Double?, logit: Double?, summed: Double = 0) {
    let origin = origin(of: stored)
    let largest = Self.largest(stored.scores)
    let error = stored.method.isSigned ? codec.signedScores.maxError : 0
    check("the token scores\(origin)", Self.difference(stored.scores, scores, allowed: error * (largest + summed)), of: largest)
    guard stored.method.isSigned else { return }
    let unit = max(1, largest, abs(stored.logit ?? 0))
    for (what, old, new) in [("bias", stored.bias, bias), ("logit", stored.logit, logit)] {
      let difference = old.flatMap { old in new.map { abs(old - $0) } } ?? (old == nil && new == nil ? 0 : .infinity)
      check("the values of the \(what)\(origin)", difference, of: unit)
    }
  }

  /// Compares matrices of a layer.
  mutating func compare(_ stored: ScaledMatrix, _ now: ScaledMatrix, of layer: MatrixLayer, _ result: AttributionResult) {
    check("the values of layer \(layer)\(origin(of: result))", difference(stored, now), of: 1)
  }

  private mutating func check(_ what: String, _ difference: Double, of unit: Double) {
    let difference = difference == 0 ? 0 : difference / unit
    if !(difference <= Self.tolerance) {
      findings.append(
        "\(name): \(what) are not those that \(source): they differ by \(String(format: "%.1e", difference)) of the largest")
    }
    largest = max(largest, difference)
  }

  private static func largest(_ numbers: [Float]) -> Double { numbers.reduce(0) { max($0, abs(Double($1))) } }

  /// The largest difference, after subtracting what is allowed.
  private static func difference(_ stored: [Float], _ now: [Float], allowed: Double) -> Double {
    guard stored.count == now.count else { return .infinity }
    return zip(stored, now).reduce(0) { max($0, abs(Double($1.0) - Double($1.1)) - allowed) }
  }

  private func difference(_ stored: ScaledMatrix, _ now: ScaledMatrix) -> Double {
    guard stored.size == now.size else { return .infinity }
    // Both matrices at the stored scale.
    let scale = exp2(Double(now.exponent - stored.exponent))
    let allowed = codec.maxRelativeError
    var (difference, largest) = (0.0, 0.0)
    for (old, new) in zip(stored.values, now.values) {
      let value = Double(new) * scale
      difference = max(difference, abs(Double(old) - value) - allowed * abs(value))
      largest = max(largest, Double(old), value)
    }
    return difference <= 0 ? 0 : difference / largest
  }
}
