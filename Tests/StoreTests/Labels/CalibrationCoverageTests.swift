import Foundation
import Store
import Support
import TestSupport
import Testing

/// The interval of the calibration error holds the true error where examples or mistakes are few.
struct CalibrationCoverageTests {
  /// All predictions have the same confidence, so that the result depends on the number of right ones only: the coverage is a sum over this
  /// number, without a simulation.
  @Test(arguments: [
    (1, 0.9, 0.5), (1, 0.6, 0.9), (2, 0.998, 0.7), (5, 0.75, 0.9), (10, 0.99, 0.9), (20, 0.998, 0.9), (30, 0.95, 0.95), (30, 0.55, 0.55),
    (100, 0.998, 0.97), (100, 0.03, 0.001), (300, 0.998, 0.99), (300, 0.9, 0.998), (400, 0.999, 0.999), (400, 0.8, 0.7),
  ])
  func ofOneConfidence(predictions: Int, confidence: Double, accuracy: Double) throws {
    let truth = abs(confidence - accuracy)
    var coverage = 0.0
    for right in 0...predictions {
      let (n, k) = (Double(predictions), Double(right))
      let choices = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
      let probability = exp(choices + k * log(accuracy) + (n - k) * log(1 - accuracy))
      if probability < 1e-7 { continue }
      var calibration = Calibration()
      for number in 0..<predictions { calibration.add(confidence: confidence, isRight: number < right) }
      let interval = try #require(calibration.error?.interval)
      if interval.lower - 1e-9 <= truth, truth <= interval.upper + 1e-9 { coverage += probability }
    }
    #expect(coverage >= 0.95, "\(coverage)")
  }

  @Test func itIsNoNarrowerThanTheIntervalsOfTheBins() throws {
    var calibration = Calibration()
    for _ in 0..<20 { calibration.add(confidence: 0.996, isRight: true) }
    let error = try #require(calibration.error)
    // By scipy, the exact interval of 20 of 20 begins at 0.8315665290169145, Wilson's at 0.8388...
    #expect(abs(error.interval.upper - (0.996 - 0.8315665290169145)) < 1e-6 && error.interval.lower == 0)
    var wrong = Calibration()
    for _ in 0..<2 { wrong.add(confidence: 0.998, isRight: false) }
    let interval = try #require(wrong.error).interval
    #expect(abs(interval.lower - (0.998 - 0.841886116991607)) < 1e-6 && abs(interval.upper - 0.998) < 1e-4)
  }

  /// Confidences over several bins: of a calibrated model, of a model that is overconfident by a tenth, and of a rare class.
  @Test(arguments: [1, 2, 5, 10, 30, 100], ["calibrated", "too sure", "rare"])
  func ofSeveralBins(predictions: Int, kind: String) throws {
    var random = RandomNumbers(seed: 29)
    let samples = 200
    // All bins deviate in the same direction; the mean of u^9 is 1 / 10.
    let truth = kind == "calibrated" ? 0 : kind == "rare" ? 0.05 : 0.1
    var covered = 0
    for _ in 0..<samples {
      var calibration = Calibration()
      for _ in 0..<predictions {
        let uniform = Double.random(in: 0..<1, using: &random)
        let confidence = kind == "rare" ? pow(uniform, 9) : 0.5 + uniform / 2
        let chance = kind == "rare" ? confidence / 2 : confidence - truth
        calibration.add(confidence: confidence, isRight: Double.random(in: 0..<1, using: &random) < chance)
      }
      let interval = try #require(calibration.error?.interval)
      if interval.lower - 1e-9 <= truth, truth <= interval.upper + 1e-9 { covered += 1 }
    }
    #expect(Double(covered) / Double(samples) >= 0.95, "\(covered)")
  }
}
