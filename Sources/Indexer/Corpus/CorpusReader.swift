import Support

/// A reader of a corpus, record by record, in constant memory.
protocol CorpusReader {
  /// The selected columns that the header has, or that some record so far has: JSON shows its columns only as it is read.
  var presentColumns: Set<String> { get }
  /// Guesses about the columns, one sentence each, for the user.
  var notices: [String] { get }

  /// The next item; nil at the end.
  /// - Throws: `IndexerError` where the corpus cannot be read any further, `ReadingInterrupted` where the run is to stop.
  mutating func next() throws -> CorpusItem?
}

/// The position of a file in its corpus.
struct FileOrigin: Sendable, Equatable {
  /// Index of the file, from 0.
  var file = 0
  /// Number of records in the files before it.
  var rowsBefore = 0
}

/// Thrown by a reader that waits for input when the run is asked to stop.
struct ReadingInterrupted: Failure {
  let description = "stopped before the corpus was read"
  let kind = FailureKind.interrupted
}

/// Upper bound of a record's bytes. A record is held in memory as a whole: without a bound, a file that is no corpus would fill the memory.
let longestRecord = 64 << 20
