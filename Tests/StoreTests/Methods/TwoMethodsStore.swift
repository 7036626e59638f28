import Foundation
import Support
import TestSupport

@testable import Store

/// A store with two methods: N-Enc, which is unsigned, and a signed method with invented scores for each of two classes.
struct TwoMethodsStore {
  static let signed = Method(name: "decompx-linear", isSigned: true)
  static let flow = Method(name: "n-enc", aggregate: .maximumFlow)
  static let classes = ["negative", "positive"]

  static var settings: StoreSettings {
    var settings = StoreSettings.sampleSettings
    settings.methods = [MethodSettings(.nEnc), MethodSettings(signed, options: #"{"classes":"all"}"#), MethodSettings(flow, layers: 0)]
    return settings
  }

  /// The signed method's result of a record for a class: multiples of 1/8 computed from row, class and position, and a bias that makes them
  /// add up to the logit.
  static func result(_ record: SampleExample, className: String) -> AttributionResult {
    let place = classes.firstIndex(of: className) ?? 0
    let scores = record.tokens.indices.map { Float((record.row * 7 + place * 3 + $0 * 5) % 17 - 8) / 8 }
    let logit = Double(record.logits[place])
    return AttributionResult(
      signed, className: className, scores: scores, bias: logit - scores.reduce(0) { $0 + Double($1) }, logit: logit)
  }

  /// A sample with the results of all three methods.
  static func record(row: Int) -> SampleExample {
    var record = StoreSamples.record(row: row)
    let count = record.tokens.count
    record.results += classes.map { result(record, className: $0) }
    record.results.append(
      AttributionResult(
        flow, scores: Array(record.results[0].scores.reversed()),
        final: ScaledMatrix(size: count, values: [Float](repeating: 0.5, count: count * count), exponent: -3)))
    return record
  }

  /// Writes the records of these rows.
  static func write(rows: ClosedRange<Int>, to url: URL) throws {
    try StoreSamples.write(rows.map(record), to: url, settings: settings, batch: 7)
  }
}

extension StoreSettings {
  fileprivate static var sampleSettings: StoreSettings { StoreSamples.settings() }
}
