import Foundation

/// How much more of the scores goes to a token in some texts, the slice, than in others: a permutation test over texts, as a normal score.
///
/// A text is the unit of sampling: however often a token occurs in it, it counts once. With x the sum of the token's scores in a text (0 where it
/// is not in it), n texts on both sides, k of them in the slice, and mean, v, g1 the mean, the variance (over n - 1) and the third standardised
/// moment of x over all n:
///
///     z        = (mean in the slice - mean) / sqrt(v (n - k) / (n k))
///     skewness = g1 (n - 2k) / sqrt(k (n - k)) sqrt(n - 1) / (n - 2)
///
/// are mean and skewness of what drawing k of the n texts at random gives, standardised. Its tail is that of Pearson's type III distribution
/// with this skewness: the upper one where z is above 0, else the lower one. What such a smooth curve cannot know is added: the lower tail is at
/// least the probability that none of the token's texts are drawn, the upper one at least that all are. The score is the normal score of the
/// tail with the sign of z; a tail above 0.5 counts as 0.5, whose score is 0.
///
/// In random slices the scores are those of noise: about 1 in 20 is beyond 1.96. They say nothing of why texts differ.
struct Contrast {
  /// What a comparison came to.
  struct Finding {
    /// The signed normal score.
    let score: Double
    /// The logarithm of the two-sided p-value: twice the tail, at most 1.
    let logP: Double

    static let none = Finding(score: 0, logP: 0)

    private init(score: Double, logP: Double) { (self.score, self.logP) = (score, logP) }

    /// What a one-sided tail says.
    /// - Parameters:
    ///   - logTail: The logarithm of the tail's probability; one above 0.5 counts as 0.5.
    ///   - isAbove: Whether it is the upper tail.
    init(logTail: Double, isAbove: Bool) {
      let size = NormalTail.score(ofLogTail: logTail)
      // So little is left by the rounding of a tail of 0.5.
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

  /// Compares `chosen` texts with the others of `all`.
  init(chosen: Int, of all: Int) {
    (self.chosen, self.all) = (chosen, all)
  }

  /// Compares a token: `slice` is what there is of it in the slice, `both` on both sides. Where one side is empty, and where the token's sum is
  /// the same in each text, there is no difference to tell.
  func compare(_ slice: Moments, in both: Moments) -> Finding {
    guard all >= 3, 0 < chosen, chosen < all else { return .none }
    let (n, k) = (Double(all), Double(chosen))
    // Exact, so that equal means differ by nothing.
    let difference = Int128(all) * Int128(slice.total) - Int128(chosen) * Int128(both.total)
    guard let spread = Spread(both, of: all), difference != 0 else { return .none }
    let z = Double(difference) / (n * k * FixedPoint.one) / (spread.variance * (n - k) / (n * k)).squareRoot()
    let skewness = spread.skewness * (n - 2 * k) / (k * (n - k)).squareRoot() * (n - 1).squareRoot() / (n - 2)
    let distribution = PearsonIII(skewness: skewness)
    // That all of the token's texts are drawn is that none is among those left over.
    let tail =
      z > 0
      ? max(distribution.logTail(above: z), logProbability(ofNone: all - chosen, texts: both.texts))
      : max(distribution.logTail(below: z), logProbability(ofNone: chosen, texts: both.texts))
    return Finding(logTail: tail, isAbove: z > 0)
  }

  /// log of the probability that none of `texts` texts is among `drawn` of all.
  private func logProbability(ofNone drawn: Int, texts: Int) -> Double {
    Hypergeometric(all: all, marked: min(max(texts, 0), all), drawn: drawn).logProbability(of: 0)
  }

  /// Variance, over n - 1, and third standardised moment of a token's sum over all texts.
  private struct Spread {
    let variance: Double
    let skewness: Double

    /// Nil where there is no variance.
    init?(_ moments: Moments, of texts: Int) {
      let n = Double(texts)
      let total = FixedPoint.double(moments.total)
      guard moments.texts > 0, total > 0 else { return nil }
      // Each text's square and cube was rounded. Scores are shares, none below 0: by Cauchy and Schwarz these are the least that the sums can be.
      let squares = max(FixedPoint.double(moments.squares), total * total / Double(moments.texts))
      let cubes = max(FixedPoint.double(moments.cubes), squares * squares / total)
      let mean = total / n
      // What the rounding of squares may have left is no variance.
      let deviations = squares - total * mean
      guard deviations > Double(moments.texts) / FixedPoint.one / 2 else { return nil }
      variance = deviations / (n - 1)
      let third = cubes / n - 3 * mean * squares / n + 2 * mean * mean * mean
      let second = deviations / n
      skewness = third / (second * second.squareRoot())
    }
  }
}
