import Support

/// Repeatable random numbers, so that a failing test fails again.
public struct RandomNumbers: RandomNumberGenerator {
  private var numbers: SeededNumbers

  /// Creates the sequence of a seed.
  public init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 { numbers.next() }

  /// `count` floats in `range`.
  public mutating func floats(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Float] {
    (0..<count).map { _ in Float.random(in: range, using: &self) }
  }

  /// A number in 0 ..< 1.
  mutating func unit() -> Float { Float(next() >> 40) / 16_777_216 }
}
