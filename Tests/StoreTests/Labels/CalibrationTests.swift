import Foundation
import Store
import Support
import TestSupport
import Testing

struct CalibrationTests {
  @Test func aBinHoldsItsUpperEnd() {
    var calibration = Calibration()
    for confidence in [0, 0.1, 0.3, 0.30000000000000004, 0.7, 0.9, 1] { calibration.add(confidence: confidence, isRight: true) }
    #expect(calibration.bins.map(\.count) == [2, 0, 1, 1, 0, 0, 1, 0, 1, 1])
    #expect(calibration.bins.map(\.upper) == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
  }

  @Test func theErrorIsThatOfGuoAndOthers() throws {
    // Computed by hand: (0.5, 0.6] holds 0.55 (right) and 0.6 (wrong), (0.9, 1] holds 0.95, 0.95 and 1, of which two are right.
    // |0.5 - 0.575| * 2 / 5 + |2 / 3 - 2.9 / 3| * 3 / 5 = 0.03 + 0.18
    var calibration = Calibration()
    for (confidence, isRight) in [(0.55, true), (0.6, false), (0.95, true), (0.95, false), (1, true)] {
      calibration.add(confidence: confidence, isRight: isRight)
    }
    let error = try #require(calibration.error)
    #expect(abs(error.value - 0.21) < 1e-9)
    #expect(abs((calibration.bins[9].meanConfidence ?? 0) - 2.9 / 3) < 1e-9 && calibration.bins[9].right == 2)
    #expect(calibration.bins[0].meanConfidence == nil && calibration.bins[0].accuracy == nil)
    #expect(Calibration().error == nil)
  }

  @Test func theOrderOfThePredictionsPlaysNoPart() {
    var random = RandomNumbers(seed: 3)
    let predictions = (0..<500).map { _ in (Double.random(in: 0..<1, using: &random), Bool.random(using: &random)) }
    var (one, other) = (Calibration(), Calibration())
    for (confidence, isRight) in predictions { one.add(confidence: confidence, isRight: isRight) }
    for (confidence, isRight) in predictions.reversed() { other.add(confidence: confidence, isRight: isRight) }
    #expect(one == other && one.error == other.error)
  }

  /// A model with a known deviation: the interval holds the true error at least as often as stated, except for a few per cent.
  @Test(arguments: [(100, 0.0), (1000, 0.0), (100, 0.05), (1000, 0.05), (300, 0.2)])
  func theIntervalCovers(predictions: Int, off: Double) throws {
    var random = RandomNumbers(seed: 11)
    let samples = 1000
    var covered = 0
    for _ in 0..<samples {
      var calibration = Calibration()
      for _ in 0..<predictions {
        // Confidences in the upper half of each bin from 0.5 on, so that no bin needs a negative share of right predictions.
        let confidence = 0.5 + Double.random(in: 0..<1, using: &random) / 2
        calibration.add(confidence: confidence, isRight: Double.random(in: 0..<1, using: &random) < confidence - off)
      }
      // All bins deviate in the same direction, so the true error is the deviation of any bin.
      let interval = try #require(calibration.error?.interval)
      if interval.lower - 1e-12 <= off, off <= interval.upper { covered += 1 }
    }
    #expect(Double(covered) / Double(samples) >= 0.93, "\(covered)")
  }

  /// The sigmoids of a rare class, of which only a share comes true: most sigmoids are near 0, where no bin can deviate by much.
  @Test(arguments: [(100, 1.0), (1000, 1.0), (100, 0.5), (1000, 0.5), (300, 0.8)])
  func theIntervalCoversTheSigmoidsOfARareClass(predictions: Int, share: Double) throws {
    var random = RandomNumbers(seed: 13)
    let samples = 500
    var covered = 0
    for _ in 0..<samples {
      var calibration = Calibration()
      for _ in 0..<predictions {
        let sigmoid = pow(Double.random(in: 0..<1, using: &random), 9)
        calibration.add(confidence: sigmoid, isRight: Double.random(in: 0..<1, using: &random) < share * sigmoid)
      }
      // The mean sigmoid is 1 / 10, and all bins deviate in the same direction.
      let (interval, truth) = (try #require(calibration.error?.interval), (1 - share) / 10)
      if interval.lower - 1e-12 <= truth, truth <= interval.upper { covered += 1 }
    }
    #expect(Double(covered) / Double(samples) >= 0.93, "\(covered)")
  }
}
