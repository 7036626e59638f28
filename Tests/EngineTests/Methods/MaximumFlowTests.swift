import Support
import Testing

@testable import Engine

/// The flows through the local matrices of a text, in small cases worked out by hand. The golden tests have those of models.
@Suite struct MaximumFlowTests {
  @Test("each row is divided by its sum, over layers of different scales")
  func scale() {
    // One token passes half of what the other passes. The first layer's capacities are 2^20 times the second's, and do not limit.
    let first = ScaledMatrix(size: 2, values: [0.5, 0, 0, 0.5], exponent: 20)
    let second = ScaledMatrix(size: 2, values: [0.5, 0.25, 0, 0.75], exponent: 0)
    let all = MaximumFlow.matrix([first, second], from: .all)
    #expect(all.exponent == 1 && all.values.map { $0 * 2 }.elementsEqual([Float(2) / 3, Float(1) / 3, 0, 1]))
    let row = MaximumFlow.matrix([first, second], from: .first)
    #expect(row == ScaledMatrix(size: 2, values: [Float(2) / 3, Float(1) / 3, 0, 0], exponent: 0))
  }

  @Test("capacities that are not finite give NaN, and capacities of 0 give 0")
  func degenerate() {
    let one = ScaledMatrix(size: 1, values: [0.5], exponent: 1)
    let broken = ScaledMatrix(size: 1, values: [.infinity], exponent: 0)
    let zero = ScaledMatrix(size: 1, values: [0], exponent: 0)
    #expect(MaximumFlow.matrix([one, broken], from: .first).values.allSatisfy { $0.isNaN })
    #expect(MaximumFlow.matrix([one, zero], from: .first) == zero)
    #expect(MaximumFlow.matrix([one], from: .first) == one)
  }
}
