import Support
import Synchronization

/// The bytes of an answer that stays in memory, up to a limit.
package final class AnswerBuffer: Sendable {
  private let limit: Int
  private let bytes = Mutex<[UInt8]>([])

  /// - Parameter limit: The largest number of bytes.
  package init(limit: Int) { self.limit = limit }

  /// Appends bytes.
  /// - Throws: `QueryFailure` where the answer would become too long; the bytes before stay.
  func append(_ more: [UInt8]) throws {
    try bytes.withLock { bytes in
      guard bytes.count + more.count <= limit else {
        throw QueryFailure.wrongUsage("the answer has more than \(ByteCount(bytes: limit)): ask for less, such as a smaller k")
      }
      bytes += more
    }
  }

  /// All bytes so far.
  package var content: [UInt8] { bytes.withLock { $0 } }
}
