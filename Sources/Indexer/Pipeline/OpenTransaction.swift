import Dispatch
import Store

/// The examples of a transaction that is not committed yet, and the time of its commit.
struct OpenTransaction {
  /// Longest wait for further examples: the examples of the transaction are not safe before the commit.
  private static let longestPause = DispatchTimeInterval.milliseconds(300)
  /// Time after which a transaction takes no further examples; it limits the loss at a power failure.
  private static let longest = DispatchTimeInterval.seconds(5)
  /// Largest number of examples; it limits memory, because something is kept of each example.
  private static let mostExamples = 8192

  /// Ids of the examples.
  private(set) var ids: [String] = []
  private let end = DispatchTime.now() + longest
  private let beganBefore: Bool

  init(isFeeding: Bool) {
    beganBefore = isFeeding
  }

  /// The time of the commit unless further examples arrive before.
  var deadline: DispatchTime { min(.now() + Self.longestPause, end) }

  /// Whether to commit now: because of the number of examples, because of the time, or because the last batch has entered the queue. In the
  /// last case most of the totals are summed while the workers still process the remaining batches.
  func isFull(isFeeding: Bool) -> Bool {
    ids.count >= Self.mostExamples || DispatchTime.now() >= end || sawLastBatch(isFeeding: isFeeding)
  }

  /// Whether the last batch entered the queue during this transaction.
  func sawLastBatch(isFeeding: Bool) -> Bool { beganBefore && !isFeeding }

  mutating func add(_ examples: [PackedExample]) {
    ids += examples.lazy.map(\.id)
  }
}
