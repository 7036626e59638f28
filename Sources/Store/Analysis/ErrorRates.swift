import Foundation
public import Support

/// The model's error rates in the texts that hold a word, compared with the other texts.
public struct ErrorRates: Sendable, Equatable {
  /// One word.
  public struct Entry: Sendable, Equatable {
    /// The word or piece.
    public let token: String
    /// Number of texts that hold it.
    public let texts: Int
    /// Number of these texts in which the model is wrong.
    public let wrong: Int
    /// Wilson's 95 % interval of the error rate.
    public let interval: ConfidenceInterval?
    /// Normal score of the difference to the texts without the word, by Fisher's exact test (one-sided, with mid-p values). It is positive
    /// where the error rate is higher with the word.
    public let contrast: Double
    /// q-value among all words that occur in enough texts: the smallest share of false findings at which the word is a finding (Benjamini
    /// and Hochberg, two-sided).
    public let q: Double

    /// Error rate in the texts that hold the word.
    public var rate: Double { Double(wrong) / Double(texts) }
  }

  /// Number of texts that can be judged: their gold and predicted labels are classes of the model.
  public let texts: Int
  /// Number of these texts whose labels differ.
  public let wrong: Int
  /// Sorted by contrast, the highest first; ties by the number of texts, then by the bytes of the name.
  public let entries: [Entry]
}

/// Compares the error rate of the texts with a word with the error rate of the texts without it.
///
/// Where errors have nothing to do with the word, the number of wrong texts with the word is hypergeometric. The tail counts the
/// probability of the observed number by half (Lancaster's mid-p), so that scores of words in few texts are neither too high nor too low on
/// average.
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
