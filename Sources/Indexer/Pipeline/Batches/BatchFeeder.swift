import Engine

/// Packs texts into batches for the workers, and limits the time that a text waits for others to fill its batch. For the feeding thread.
///
/// The packer keeps texts until they fill a batch well. With a corpus from a pipe that stalls, they could wait for ever, and texts that
/// were read would be missing in the store. Therefore, when no batch waits for a worker, the waiting texts are sent after `longestWait`.
final class BatchFeeder<Tag: Sendable> {
  private let batches: BoundedQueue<[TaggedText<Tag>]>
  /// Length of a text -> N of its batch.
  private let rows: (Int) -> Int
  /// Longest wait of a text while no batch waits for a worker.
  private let longestWait: Duration
  /// A request to stop: no texts are accepted after it.
  private let interruption: Interruption?
  private var packer = BatchPacker<TaggedText<Tag>>()
  /// A time before the waiting texts arrived; nil where no texts wait.
  private var start: ContinuousClock.Instant?

  init(_ batches: BoundedQueue<[TaggedText<Tag>]>, for runner: BatchRunner) {
    self.batches = batches
    rows = { runner.model.rows(forLength: $0, runner.packing) }
    (longestWait, interruption) = (runner.longestWait, runner.interruption)
  }

  /// Packs a text. Blocks while the workers are behind.
  /// - Parameters:
  ///   - encoding: The tokens of the text.
  ///   - tag: The caller's tag.
  ///   - gold: The gold class, as an index of the logits; nil where it is not known.
  /// - Returns: False where the workers no longer accept batches.
  func add(_ encoding: Encoding, tag: Tag, gold: Int? = nil) -> Bool {
    guard interruption?.isRequested != true else { return false }
    let length = encoding.count
    if let full = packer.add(TaggedText(encoding: encoding, tag: tag, gold: gold), length: length, rows: rows(length)), !batches.push(full)
    {
      return false
    }
    start = start ?? .now
    return flushIfLate()
  }

  /// Passes on a batch that is packed already.
  /// - Returns: False where the workers no longer accept batches.
  /// - Precondition: The texts are of one length class, and their tokens fit into a batch of this class.
  func add(batch: [TaggedText<Tag>]) -> Bool { batches.push(batch) }

  /// Passes on the waiting texts if the oldest has waited for `longestWait` and no batch waits for a worker.
  /// - Returns: False where the workers no longer accept batches.
  func flushIfLate() -> Bool {
    guard let start, ContinuousClock.now - start >= longestWait else { return true }
    guard batches.isEmpty else {
      // Batches wait already; check again after another `longestWait`.
      self.start = .now
      return true
    }
    return flush()
  }

  /// Passes on all waiting texts.
  /// - Returns: False where the workers no longer accept batches.
  func flush() -> Bool {
    start = nil
    return packer.flush().allSatisfy { batches.push($0) }
  }
}
