import Foundation

/// How often the model is wrong in the texts that hold a word, against how often in the others.
public struct ErrorRates: Sendable, Equatable {
  /// One word.
  public struct Entry: Sendable, Equatable {
    /// The word, or the piece.
    public let token: String
    /// How many texts hold it.
    public let texts: Int
    /// In how many of them the model is wrong.
    public let wrong: Int
    /// Their 95 % interval, Wilson's.
    public let interval: ConfidenceInterval?
    /// The normal score of the difference to the texts without it: of Fisher's exact test, one-sided, with mid-p values. Above 0 where the rate is
    /// higher with it.
    public let contrast: Double
    /// The least share of false findings, among all words in enough texts, at which it is a finding (Benjamini and Hochberg, two-sided).
    public let q: Double

    /// The share of wrong ones.
    public var rate: Double { Double(wrong) / Double(texts) }
  }

  /// How many texts can be judged: gold and predicted label are classes of the model.
  public let texts: Int
  /// In how many of them the two differ.
  public let wrong: Int
  /// The highest contrast first, ties by the number of texts, then by the bytes of the name.
  public let entries: [Entry]
}

/// A word's share of wrong texts against that of the texts without it.
///
/// Where being wrong has nothing to do with the word, the number of wrong texts among its own is hypergeometric. The tail beyond the number that was
/// found counts that number by half (Lancaster's mid-p), so that scores of words in few texts are neither too high nor too low on average.
struct ErrorContrast {
  let texts: Int
  let wrong: Int

  /// - Returns: The signed normal score, and the logarithm of the two-sided p-value.
  func compare(texts held: Int, wrong found: Int) -> Contrast.Finding {
    guard 0 < held, held < texts, 0 < wrong, wrong < texts else { return .none }
    let distribution = Hypergeometric(all: texts, marked: wrong, drawn: held)
    guard distribution.support ~= found else { return .none }
    let isAbove = Double(found) * Double(texts) > Double(wrong) * Double(held)
    let tail = isAbove ? distribution.logMiddleTail(above: found) : distribution.logMiddleTail(below: found)
    return Contrast.Finding(logTail: tail, isAbove: isAbove)
  }
}
