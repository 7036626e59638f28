import Support

/// The distribution of text lengths in a real corpus.
enum LengthDistribution {
  /// Of the 10,605 movie reviews (Pang and Lee's sentences as published with VADER), the number with 4, 5, 6 ... tokens in BERT's uncased
  /// vocabulary, including [CLS] and [SEP]; the mean is 27.
  private static let counts = [
    7, 22, 56, 82, 113, 142, 167, 201, 218, 234, 250, 241, 276, 271, 347, 342, 339, 315, 350, 375, 369, 340, 381, 367, 385, 352, 304, 311,
    313,
    273, 266, 253, 284, 230, 183, 190, 175, 182, 134, 130, 116, 103, 96, 77, 60, 58, 49, 36, 57, 45, 32, 29, 11, 18, 9, 8, 6, 2, 8, 5, 4, 1,
    1, 1,
    1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1,
  ]
  private static let total = counts.reduce(0, +)

  /// A length drawn from the distribution.
  static func movies(_ random: inout SeededNumbers) -> Int {
    var rest = Int.random(in: 0..<total, using: &random)
    for (index, count) in counts.enumerated() {
      if rest < count { return index + 4 }
      rest -= count
    }
    preconditionFailure("the counts add up to \(total)")
  }
}
