/// An example whose scores are spread over similar words as the scores of another example.
public struct Neighbour: Sendable, Equatable {
  /// Id of the example.
  public let id: String
  /// The example's row of the corpus.
  public let row: Int
  /// Cosine of the two examples' word scores: 1 where the same words have the same shares, 0 where no word is common. Below 0, down to -1,
  /// where signed scores of the same words are opposite.
  public let similarity: Double
}
