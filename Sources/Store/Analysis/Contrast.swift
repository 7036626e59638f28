import Foundation
import Support

/// The difference between a token's scores in some texts, the slice, and in other texts: a permutation test over texts, as a normal score.
///
/// A text is the unit of sampling: it counts once, however often the token occurs in it. Let x be the sum of the token's scores in a text
/// (0 where the text does not hold it), n the number of texts on both sides, k the number of texts in the slice, and mean, v and g1 the
/// mean, the variance (over n - 1) and the third standardised moment of x over all n texts. When k of the n texts are drawn at random,
///
///     z        = (mean in the slice - mean) / sqrt(v (n - k) / (n k))
///     skewness = g1 (n - 2k) / sqrt(k (n - k)) sqrt(n - 1) / (n - 2)
///
/// are the standardised mean and the skewness of the draw. The tail follows Pearson's type III distribution with this skewness: the upper
/// tail where z is above 0, else the lower one. A smooth curve cannot know the discrete probability at its end, so a bound is added: the
/// lower tail is at least the probability that no text with the token is drawn, and the upper tail at least the probability that all of
/// them are. Signed scores can cancel, so these draws are in a tail only where their sums, 0 and that of all texts, are as far out as the
/// observed one; the draw of just the observed texts with the token is always in it. The score is the normal score of the tail, with the
/// sign of z; a tail above 0.5 counts as 0.5, whose score is 0.
///
/// In random slices about 1 score in 20 is beyond 1.96, as chance alone gives. A score does not tell why texts differ.
struct Contrast {
  /// The result of a comparison.
  struct Finding {
    /// The signed normal score.
    let score: Double
    /// The logarithm of the two-sided p-value: twice the tail, at most 1.
    let logP: Double

    static let none = Finding(score: 0, logP: 0)

    private init(score: Double, logP: Double) { (self.score, self.logP) = (score, logP) }

    /// The result for a one-sided tail.
    /// - Parameters:
    ///   - logTail: The logarithm of the tail's probability; one above 0.5 counts as 0.5.
    ///   - isAbove: Whether the tail is the upper one.
    init(logTail: Double, isAbove: Bool) {
      let size = NormalTail.score(ofLogTail: logTail)
      // The rounding of a tail of 0.5 leaves less than this.
      if size < 1e-9 {
        self = .none
      } else {
        self.init(score: isAbove ? size : -size, logP: logTail + M_LN2)
      }
    }
  }

  /// Texts of the slice, k.
  private let chosen: Int
  /// Texts of both sides, n.
  private let all: Int
  /// Whether scores may be below 0.
  private let isSigned: Bool

  /// Compares `chosen` texts with the remaining texts of `all`.
  init(chosen: Int, of all: Int, isSigned: Bool = false) {
    (self.chosen, self.all, self.isSigned) = (chosen, all, isSigned)
  }

  /// Compares a token by its moments in the slice and over both sides. There is no difference where one side is empty, or where the sum of
  /// the token's scores is the same in each text.
  func compare(_ slice: Moments, in both: Moments) -> Finding {
    guard all >= 3, 0 < chosen, chosen < all else { return .none }
    let (n, k) = (Double(all), Double(chosen))
    // Exact integers, so that equal means have a difference of 0.
    let difference = Int128(all) * Int128(slice.total) - Int128(chosen) * Int128(both.total)
    guard let spread = Spread(both, of: all, isSigned: isSigned), difference != 0 else { return .none }
    let z = FixedPoint.nearest(difference) / (n * k * FixedPoint.one) / (spread.variance * (n - k) / (n * k)).squareRoot()
    let skewness = spread.skewness * (n - 2 * k) / (k * (n - k)).squareRoot() * (n - 1).squareRoot() / (n - 2)
    let distribution = PearsonIII(skewness: skewness)
    let tail = z > 0 ? distribution.logTail(above: z) : distribution.logTail(below: z)
    guard mayBind(both, isAbove: z > 0, tail) else { return Finding(logTail: tail, isAbove: z > 0) }
    return Finding(logTail: max(tail, logBound(slice, in: both, isAbove: z > 0)), isAbove: z > 0)
  }

  /// Whether `logBound` can be above `logTail`, told without its logarithms of factorials, which take longer than all else for a token in many
  /// texts: none of t texts is among the k drawn ones with the probability (n-k)/n (n-k-1)/(n-1) ..., which is at most ((n-k)/n)^t.
  private func mayBind(_ both: Moments, isAbove: Bool, _ logTail: Double) -> Bool {
    guard !isSigned else { return true }
    let drawn = isAbove ? all - chosen : chosen
    let largest = Double(both.texts) * log(Double(all - drawn) / Double(all))
    // Both logarithms are rounded.
    return largest * (1 - 1e-9) > logTail
  }

  /// The logarithm of a probability that a tail does not fall below, because it has draws of this probability.
  func logBound(_ slice: Moments, in both: Moments, isAbove: Bool) -> Double {
    // All texts with the token are drawn where none of them is among the texts that are not drawn.
    func all() -> Double { logProbability(ofNone: self.all - chosen, texts: both.texts) }
    func none() -> Double { logProbability(ofNone: chosen, texts: both.texts) }
    guard isSigned else { return isAbove ? all() : none() }
    func isInTail(_ total: Int64) -> Bool { isAbove ? total >= slice.total : total <= slice.total }
    return max(
      logProbability(ofDraw: slice.texts, of: both.texts), isInTail(both.total) ? all() : -.infinity, isInTail(0) ? none() : -.infinity)
  }

  /// log of the probability of a draw with certain `drawn` of the `texts` texts with a token, and without the others.
  private func logProbability(ofDraw drawn: Int, of texts: Int) -> Double {
    guard 0...texts ~= drawn, texts <= all else { return -.infinity }
    let choices = lgamma(Double(texts + 1)) - lgamma(Double(drawn + 1)) - lgamma(Double(texts - drawn + 1))
    return Hypergeometric(all: all, marked: texts, drawn: chosen).logProbability(of: drawn) - choices
  }

  /// log of the probability that none of `texts` texts is among `drawn` texts, drawn at random from all.
  private func logProbability(ofNone drawn: Int, texts: Int) -> Double {
    Hypergeometric(all: all, marked: min(max(texts, 0), all), drawn: drawn).logProbability(of: 0)
  }

  /// Variance (over n - 1) and third standardised moment of the sum of a token's scores, over all texts.
  private struct Spread {
    let variance: Double
    let skewness: Double

    /// Nil where the variance is 0.
    init?(_ moments: Moments, of texts: Int, isSigned: Bool) {
      let n = Double(texts)
      let total = FixedPoint.double(moments.total)
      guard moments.texts > 0, isSigned || total > 0 else { return nil }
      // The square and cube of each text are rounded. The Cauchy-Schwarz inequality gives the least value of the squares and, for scores of
      // which none is below 0, of the cubes.
      let squares = max(FixedPoint.double(moments.squares), total * total / Double(moments.texts))
      let cubes = isSigned ? FixedPoint.double(moments.cubes) : max(FixedPoint.double(moments.cubes), squares * squares / total)
      let mean = total / n
      // A variance no larger than the rounding error of the squares counts as 0.
      let deviations = squares - total * mean
      guard deviations > Double(moments.texts) / FixedPoint.one / 2 else { return nil }
      variance = deviations / (n - 1)
      let third = cubes / n - 3 * mean * squares / n + 2 * mean * mean * mean
      let second = deviations / n
      skewness = third / (second * second.squareRoot())
    }
  }
}
