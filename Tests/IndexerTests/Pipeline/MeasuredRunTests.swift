import Foundation
import TestSupport
import Testing

/// Bounds are meaningful only if the measurement sees the resources that a run takes.
struct MeasuredRunTests {
  @Test(
    "What a run takes is measured, and an ordinary one is far from the bounds",
    .disabled(if: Sanitizer.isPresent, "a sanitizer takes more than the bounds, so that tests of hostile files pass them over"))
  func ordinaryRun() throws {
    let run = try HostileModel().run(["--quiet"])
    #expect(run.reason == .exit && run.result.status == 0)
    #expect((10...90).contains(run.peakMemory), "\(run.peakMemory) MB")
    #expect((0.01..<5).contains(run.cpuSeconds), "\(run.cpuSeconds) s")
  }
}
