/// The sums of one token or word over some texts: number of texts that hold it, number of occurrences, and sums of powers of x, where x is
/// the sum of its scores in a text.
///
/// All are integers: they do not depend on the order of the texts, and can be subtracted. `total` is exact; each text's square and cube are
/// rounded once, so that a sum over n texts has an error of at most n 2^-33, and typically of about sqrt(n) 2^-34. With x up to 1, 2 * 10^9
/// texts fit into 64 bits.
struct Moments: Equatable {
  /// The largest size of x whose powers are summed; a larger x counts as this one in both sums.
  private static let largest = 512.0

  /// Number of texts that hold the token.
  var texts = 0
  /// Number of its occurrences.
  var count = 0
  /// The sum of x, in units of 2^-32.
  var total: Int64 = 0
  /// The sum of x^2, in units of 2^-32.
  var squares: Int64 = 0
  /// The sum of x^3, in units of 2^-32.
  var cubes: Int64 = 0

  /// Creates the moments of no text.
  init() {}

  /// Creates the moments of one text.
  /// - Parameters:
  ///   - count: Number of occurrences in the text.
  ///   - total: x in units of 2^-32.
  init(count: Int, total: Int64) {
    texts = 1
    self.count = count
    self.total = total
    // Unsigned scores add up to at most 1, and signed ones to a few logits; a damaged store's must not trap.
    let x = min(max(FixedPoint.double(total), -Self.largest), Self.largest)
    squares = FixedPoint.integer(x * x)
    cubes = FixedPoint.integer(x * x * x)
  }

  /// Creates moments from the numbers in a store.
  init(texts: Int, count: Int, total: Int64, squares: Int64, cubes: Int64) {
    (self.texts, self.count, self.total, self.squares, self.cubes) = (texts, count, total, squares, cubes)
  }

  /// Whether no x was cut and no sum of powers overflowed: an x that was cut alone would make the squares larger than this, and with smaller
  /// squares the cubes fit.
  var areExact: Bool { 0..<Int64(Self.largest * Self.largest * FixedPoint.one) ~= squares }

  // Wrapping additions, because the numbers of a damaged store must not trap.
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
