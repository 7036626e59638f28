/// Reads a corpus record by record, in constant memory.
protocol CorpusReader {
  /// Columns that were looked for and that the header, or a record so far, has. Only JSON can tell no sooner than while reading.
  var presentColumns: Set<String> { get }
  /// What was guessed about the columns and the user ought to know, a sentence each.
  var notices: [String] { get }

  /// The next record, or nil at the end.
  /// - Throws: `IndexerError` where the corpus cannot be read on, `ReadingInterrupted` where the run is to stop.
  mutating func next() throws -> CorpusItem?
}

/// Where a reader's file stands in the whole corpus.
struct FileOrigin: Sendable, Equatable {
  /// Number of the file, from 0.
  var file = 0
  /// Records of the files before it.
  var rowsBefore = 0
}

/// Thrown by a reader that waits for input while the run is asked to stop.
struct ReadingInterrupted: Error {}

/// Longest record, in bytes. A record is held in memory as a whole: without a bound, a file that is no corpus would fill it.
let longestRecord = 64 << 20
