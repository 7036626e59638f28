/// Where an example of the store came from.
public struct ExampleOrigin: Sendable, Equatable {
  /// Physical record of the corpus, from 1, the header excluded.
  public let row: Int
  /// The run that wrote it.
  public let run: RunID
  /// `ExampleForm.contentHash` of its text, pair and label.
  public let contentHash: Int64
}
