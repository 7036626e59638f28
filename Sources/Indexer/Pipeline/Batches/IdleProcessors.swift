import Foundation
import Synchronization

/// Tells those who compute one answer each how many threads may share their work: several while others are idle, else one.
final class IdleProcessors: Sendable {
  /// More threads for one text were never measured.
  private static let most = 2

  private let count: Int
  private let busy = Atomic<Int>(0)

  /// - Parameter count: Number of processors; nil for those that are there.
  init(count: Int? = nil) { self.count = count ?? ProcessInfo.processInfo.activeProcessorCount }

  /// Runs `body` with the number of threads that it may use.
  func with<Result>(_ body: (_ threads: Int) throws -> Result) rethrows -> Result {
    let running = busy.add(1, ordering: .relaxed).newValue
    defer { busy.subtract(1, ordering: .relaxed) }
    return try body(min(Self.most, max(1, count / running)))
  }
}
