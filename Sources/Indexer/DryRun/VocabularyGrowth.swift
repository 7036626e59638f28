import Foundation

/// The number of different words or pieces in a number of texts: measured after 1, 2, 4, ... texts, with a power law between and beyond
/// (Heaps' law).
struct VocabularyGrowth {
  private var points: [(texts: Double, distinct: Double)] = []

  /// Records that the first `texts` texts have `distinct` different words. Of the numbers of texts, only powers of two and the last one are
  /// recorded.
  mutating func record(texts: Int, distinct: Int, isLast: Bool = false) {
    guard texts > 0, distinct > 0, isLast || texts & (texts - 1) == 0, points.last.map({ $0.texts < Double(texts) }) ?? true else { return }
    points.append((Double(texts), Double(distinct)))
  }

  /// Expected number of different words in `texts` texts.
  func distinct(in texts: Double) -> Double {
    guard let first = points.first, let last = points.last, texts > 0 else { return 0 }
    guard texts > first.texts, points.count > 1 else { return first.distinct * texts / first.texts }
    let upper = min(points.firstIndex { $0.texts >= texts } ?? points.count - 1, points.count - 1)
    // Beyond the end, the growth of the last doubling continues, because a shorter last interval is too inexact.
    let lower = texts > last.texts && upper > 1 ? upper - 2 : upper - 1
    let (from, to) = (points[lower], points[upper])
    let exponent = log(to.distinct / from.distinct) / log(to.texts / from.texts)
    return to.distinct * pow(texts / to.texts, exponent)
  }
}
