import Dispatch
import Store

/// What has been written in a transaction and is not committed yet.
struct OpenTransaction {
  /// How long a transaction waits for further examples: what it has is not safe before its commit.
  static let longestPause = DispatchTimeInterval.milliseconds(300)

  /// The ids of its examples.
  private(set) var ids: [String] = []
  private let start = ContinuousClock.now
  private let beganBefore: Bool

  init(isFeeding: Bool) {
    beganBefore = isFeeding
  }

  /// Whether it is time to commit: by number, so that what is kept of each example is bounded; by time, so that little is lost with the power;
  /// and once the last batch is in the queue, so that most of the totals are added up while the workers are still at what is left.
  func isFull(isFeeding: Bool) -> Bool {
    ids.count >= 8192 || ContinuousClock.now - start >= .seconds(5) || sawLastBatch(isFeeding: isFeeding)
  }

  /// Whether it is the one in which the last batch came into the queue.
  func sawLastBatch(isFeeding: Bool) -> Bool { beganBefore && !isFeeding }

  mutating func add(_ examples: [EncodedExample]) {
    ids += examples.lazy.map(\.id)
  }
}
