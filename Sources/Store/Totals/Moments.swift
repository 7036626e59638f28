/// One token, or one word, over some texts: how many hold it, its occurrences, and the sums of powers of x, the sum of its scores in a text.
///
/// All are integers: they do not depend on the order of the texts, and what was added can be taken away. `total` is exact; each text's square
/// and cube are rounded once, so that a sum over n texts is off by n 2^-33 at most, and by some sqrt(n) 2^-34 as a rule. With x up to 1,
/// 2 * 10^9 texts fit into 64 bits.
struct Moments: Equatable {
  /// How many texts hold it.
  var texts = 0
  /// How often it occurs in them.
  var count = 0
  /// The sum of x, in units of 2^-32.
  var total: Int64 = 0
  /// The sum of x^2, in units of 2^-32.
  var squares: Int64 = 0
  /// The sum of x^3, in units of 2^-32.
  var cubes: Int64 = 0

  /// The moments of no text.
  init() {}

  /// The moments of one text.
  /// - Parameters:
  ///   - count: Occurrences in it.
  ///   - total: x in units of 2^-32.
  init(count: Int, total: Int64) {
    texts = 1
    self.count = count
    self.total = total
    // Sound scores add up to 1 at most. A damaged store's must not trap.
    let x = min(max(FixedPoint.double(total), -512), 512)
    squares = FixedPoint.integer(x * x)
    cubes = FixedPoint.integer(x * x * x)
  }

  /// The moments as a store has them.
  init(texts: Int, count: Int, total: Int64, squares: Int64, cubes: Int64) {
    (self.texts, self.count, self.total, self.squares, self.cubes) = (texts, count, total, squares, cubes)
  }

  // Wrapping: what a damaged store says must not trap.
  static func += (left: inout Moments, right: Moments) {
    left.texts &+= right.texts
    left.count &+= right.count
    left.total &+= right.total
    left.squares &+= right.squares
    left.cubes &+= right.cubes
  }

  static func -= (left: inout Moments, right: Moments) {
    left.texts &-= right.texts
    left.count &-= right.count
    left.total &-= right.total
    left.squares &-= right.squares
    left.cubes &-= right.cubes
  }
}
