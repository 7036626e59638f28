/// The origin of an example in a store.
public struct ExampleOrigin: Sendable, Equatable {
  /// The example's number in this file, from 1. Numbers follow the order of writing, with few gaps.
  public let key: Int64
  /// Number of the physical record in the corpus, from 1, without the header.
  public let row: Int
  /// The run that wrote it.
  public let run: RunID
  /// `ExampleForm.contentHash` of its text, pair and label.
  public let contentHash: Int64
}
