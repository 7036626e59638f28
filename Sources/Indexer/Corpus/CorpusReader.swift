/// Reads a corpus record by record, in constant memory.
protocol CorpusReader {
  /// Columns that were asked for by name and that no record so far had. Only JSONL can tell no sooner than while reading.
  var absentColumns: [String] { get }

  /// The next record, or nil at the end.
  /// - Throws: `IndexerError` where the corpus cannot be read on, `ReadingInterrupted` where the run is to stop.
  mutating func next() throws -> CorpusItem?
}

/// Thrown by a reader that waits for input while the run is asked to stop.
struct ReadingInterrupted: Error {}

/// Longest record, in bytes. A record is held in memory as a whole: without a bound, a file that is no corpus would fill it.
let longestRecord = 64 << 20
