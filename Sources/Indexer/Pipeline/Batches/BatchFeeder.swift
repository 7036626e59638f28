import Engine

/// Packs rows into batches for the workers, and lets no row wait for others that may never come. For the reading thread.
///
/// The packer holds rows back until they fill batches well. Where the corpus is a pipe that idles or trickles, that would be for ever, and what a
/// run was given would not be in the store. So, where the workers have nothing to do, what is held back goes to them after `longestWait`.
final class BatchFeeder {
  /// How long rows are held back at most while a worker could take them.
  static let longestWait = Duration.seconds(1)

  private let batches: BoundedQueue<[EncodedRow]>
  /// N of a text's batches, by the text's length.
  private let rows: (Int) -> Int
  private var packer = BatchPacker<EncodedRow>()
  /// Since when rows may have been held back; nil where none are.
  private var start: ContinuousClock.Instant?

  init(_ batches: BoundedQueue<[EncodedRow]>, rows: @escaping (Int) -> Int) {
    (self.batches, self.rows) = (batches, rows)
  }

  /// Packs a text, or the windows of one.
  /// - Returns: false where nobody takes batches any more.
  func add(_ parts: [EncodedRow]) -> Bool {
    for part in parts {
      let length = part.encoding.count
      if let full = packer.add(part, length: length, rows: rows(length)), !batches.push(full) { return false }
    }
    start = start ?? .now
    return flushIfLate()
  }

  /// Hands on what has been held back for long, where a worker could take it.
  /// - Returns: false where nobody takes batches any more.
  func flushIfLate() -> Bool {
    guard let start, ContinuousClock.now - start >= Self.longestWait else { return true }
    guard batches.isEmpty else {
      // The workers are busy: the next look comes when they may have come to an end.
      self.start = .now
      return true
    }
    return flush()
  }

  /// Hands on all that is held back.
  /// - Returns: false where nobody takes batches any more.
  func flush() -> Bool {
    start = nil
    return packer.flush().allSatisfy { batches.push($0) }
  }
}
