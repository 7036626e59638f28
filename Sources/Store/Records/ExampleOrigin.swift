/// Where an example of the store came from.
public struct ExampleOrigin: Sendable, Equatable {
  /// Its number in this file, from 1: the examples' numbers follow the order of writing, with few gaps.
  public let key: Int64
  /// Physical record of the corpus, from 1, the header excluded.
  public let row: Int
  /// The run that wrote it.
  public let run: RunID
  /// `ExampleForm.contentHash` of its text, pair and label.
  public let contentHash: Int64
}
