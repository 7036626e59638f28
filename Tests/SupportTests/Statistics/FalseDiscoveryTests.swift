import Foundation
import Testing

@testable import Support

struct FalseDiscoveryTests {
  @Test func `q-values are those of scipy's false_discovery_control`() {
    let p = [0.01, 0.04, 0.03, 0.5, 0.0005, 1, 0.04, 1e-300]
    // scipy 1.17
    let expected = [
      0.026666666666666665, 0.05333333333333333, 0.05333333333333333, 0.5714285714285714, 0.002, 1, 0.05333333333333333, 8e-300,
    ]
    let q = FalseDiscovery.qValues(ofLogP: p.map { log($0) })
    for (q, expected) in zip(q, expected) { #expect(abs(q / expected - 1) < 1e-12) }
    #expect(FalseDiscovery.qValues(ofLogP: []) == [])
    #expect(FalseDiscovery.qValues(ofLogP: [-2000, 0]) == [0, 1])
  }
}
