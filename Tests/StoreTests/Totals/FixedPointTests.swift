import Testing

@testable import Store

/// A score is rounded to the nearest multiple of 2^-32.
struct FixedPointTests {
  @Test func `multiples of 2^-32 are exact`() {
    #expect(FixedPoint.integer(Float(0)) == 0)
    #expect(FixedPoint.integer(Float(1)) == 4_294_967_296)
    #expect(FixedPoint.integer(Float(0x1p-32)) == 1)
    #expect(FixedPoint.integer(Float(0.75)) == 3 << 30)
    #expect(FixedPoint.double(FixedPoint.integer(Float(0x1.234p-10))) == 0x1.234p-10)
  }

  @Test func `numbers in between are rounded to the nearest multiple, ties to even`() {
    #expect(FixedPoint.integer(Float(0x1p-33)) == 0)
    #expect(FixedPoint.integer(Float(0x1.000002p-33)) == 1)
    #expect(FixedPoint.integer(Float(0x1.8p-32)) == 2)
    #expect(FixedPoint.integer(Float(0x1.4p-31)) == 2)
    #expect(FixedPoint.integer(Float(0x1p-149)) == 0)
  }

  @Test func `a sum does not depend on the order of its terms`() {
    let scores = (1...1000).map { Float(1) / Float($0) }
    let forwards = scores.reduce(Int64(0)) { $0 + FixedPoint.integer($1) }
    let backwards = scores.reversed().reduce(Int64(0)) { $0 + FixedPoint.integer($1) }
    #expect(forwards == backwards)
    #expect(abs(FixedPoint.double(forwards) - scores.reduce(0.0) { $0 + Double($1) }) <= 1000 * 0x1p-33)
  }

  @Test func `an integer of 128 bits becomes the nearest double, as by Swift's own conversion`() {
    var generator = SystemRandomNumberGenerator()
    for bits in 1...127 {
      for _ in 0..<40 {
        let random = Int128(truncatingIfNeeded: UInt128.random(in: 0...UInt128.max, using: &generator)) >> Int128(127 - bits)
        // Ties, and one to each side of a tie.
        let tie = bits > 55 ? (random >> Int128(bits - 53)) << Int128(bits - 53) | Int128(1) << Int128(bits - 54) : random
        for integer in [random, -random, tie, tie + 1, tie - 1] {
          #expect(FixedPoint.nearest(integer) == Double(integer), "\(integer)")
        }
      }
    }
    for integer in [0, Int128(Int64.min), Int128(Int64.max) + 1, Int128.max] {
      #expect(FixedPoint.nearest(integer) == Double(integer), "\(integer)")
    }
  }
}
