/// A random sample of items that come one after another and whose number is known: each remaining item is taken with the probability that
/// gives the wanted number in the end (Knuth's algorithm S).
public struct SequentialSample: Sendable {
  private var left: Int
  private var wanted: Int

  /// Begins a sample of `wanted` items among `total`; of all where there are fewer.
  public init(_ wanted: Int, of total: Int) {
    (left, self.wanted) = (total, Swift.min(wanted, total))
  }

  /// Whether the sample is complete.
  public var isComplete: Bool { wanted == 0 }

  /// Whether the next item is in the sample.
  /// - Precondition: There is a next item.
  public mutating func takes(using random: inout some RandomNumberGenerator) -> Bool {
    defer { left -= 1 }
    guard Int.random(in: 0..<left, using: &random) < wanted else { return false }
    wanted -= 1
    return true
  }
}
