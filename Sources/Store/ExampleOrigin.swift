/// Where an example of the store came from.
public struct ExampleOrigin: Sendable, Equatable {
  /// Physical record of the corpus, from 1, the header excluded.
  public let row: Int
  /// The run that wrote it.
  public let run: RunID
  /// The text.
  public let text: String
  /// The second text; nil where there is none.
  public let pair: String?
}
