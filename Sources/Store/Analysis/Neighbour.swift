/// An example whose words share out the scores like those of another.
public struct Neighbour: Sendable, Equatable {
  /// The example.
  public let id: String
  /// Its row of the corpus.
  public let row: Int
  /// The cosine of the two examples' word scores, from 0 to 1: 1 where the same words have the same shares, 0 without a common word.
  public let similarity: Double
}
