import Dispatch
import Store

/// What has been written in a transaction and is not committed yet.
struct OpenTransaction {
  /// How long a transaction waits for further examples: what it has is not safe before its commit.
  private static let longestPause = DispatchTimeInterval.milliseconds(300)
  /// How long it lasts: so little is lost with the power.
  private static let longest = DispatchTimeInterval.seconds(5)
  /// Its examples: what is kept of each is bounded.
  private static let mostExamples = 8192

  /// The ids of its examples.
  private(set) var ids: [String] = []
  private let end = DispatchTime.now() + longest
  private let beganBefore: Bool

  init(isFeeding: Bool) {
    beganBefore = isFeeding
  }

  /// When it is committed unless further examples come.
  var deadline: DispatchTime { min(.now() + Self.longestPause, end) }

  /// Whether it is time to commit: by number, by time, and once the last batch is in the queue, so that most of the totals are added up while the
  /// workers are still at the batches that are left.
  func isFull(isFeeding: Bool) -> Bool {
    ids.count >= Self.mostExamples || DispatchTime.now() >= end || sawLastBatch(isFeeding: isFeeding)
  }

  /// Whether it is the one in which the last batch came into the queue.
  func sawLastBatch(isFeeding: Bool) -> Bool { beganBefore && !isFeeding }

  mutating func add(_ examples: [EncodedExample]) {
    ids += examples.lazy.map(\.id)
  }
}
