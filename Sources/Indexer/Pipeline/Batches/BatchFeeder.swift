import Engine

/// Packs texts into batches for the workers, and lets no text wait for others that may never come. For the feeding thread.
///
/// The packer holds texts back until they fill batches well. Where the corpus is a pipe that idles or trickles, that would be for ever, and texts that
/// a run was given would not be in the store. So, where the workers have nothing to do, texts that are held back go to them after `longestWait`.
final class BatchFeeder<Tag: Sendable> {
  private let batches: BoundedQueue<[TaggedText<Tag>]>
  /// N of a text's batches, by the text's length.
  private let rows: (Int) -> Int
  /// How long texts are held back at most while a worker could take them.
  private let longestWait: Duration
  /// Once it is requested, no more texts are taken.
  private let interruption: Interruption?
  private var packer = BatchPacker<TaggedText<Tag>>()
  /// Since when texts may have been held back; nil where none are.
  private var start: ContinuousClock.Instant?

  init(_ batches: BoundedQueue<[TaggedText<Tag>]>, for runner: BatchRunner) {
    self.batches = batches
    rows = runner.model.rows(forLength:)
    (longestWait, interruption) = (runner.longestWait, runner.interruption)
  }

  /// Packs a text; waits where the workers are behind.
  /// - Returns: false where nobody takes batches any more.
  func add(_ encoding: Encoding, tag: Tag) -> Bool {
    guard interruption?.isRequested != true else { return false }
    let length = encoding.count
    if let full = packer.add(TaggedText(encoding: encoding, tag: tag), length: length, rows: rows(length)), !batches.push(full) {
      return false
    }
    start = start ?? .now
    return flushIfLate()
  }

  /// Hands on a batch that is packed already.
  /// - Returns: false where nobody takes batches any more.
  /// - Precondition: the texts are of one length class, and their tokens fit into a batch of it.
  func add(batch: [TaggedText<Tag>]) -> Bool { batches.push(batch) }

  /// Hands on texts that have been held back for long, where a worker could take them.
  /// - Returns: false where nobody takes batches any more.
  func flushIfLate() -> Bool {
    guard let start, ContinuousClock.now - start >= longestWait else { return true }
    guard batches.isEmpty else {
      // The workers are busy: the next look comes when they may have come to an end.
      self.start = .now
      return true
    }
    return flush()
  }

  /// Hands on all texts that are held back.
  /// - Returns: false where nobody takes batches any more.
  func flush() -> Bool {
    start = nil
    return packer.flush().allSatisfy { batches.push($0) }
  }
}
