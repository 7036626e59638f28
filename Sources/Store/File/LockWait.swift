import Foundation

/// The time to wait for a store that another process has locked.
public struct LockWait: Sendable {
  /// The wait of readers, and of connections that are open for a moment only.
  static let brief = LockWait(seconds: 5)
  /// Seconds after which somebody who watches begins to wonder.
  static let noticeable = 2.0
  /// Delays between attempts in milliseconds, as in SQLite: short at first, because the other process is likely to be done soon.
  private static let delays: [Double] = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100]

  /// Seconds to wait; 0 tries once.
  public let seconds: Double
  /// Asked between attempts: whether the waiting process is to end. It then waits no longer than `noticeable`.
  let isInterrupted: @Sendable () -> Bool
  /// Called once in each wait that reaches `noticeable`, from the waiting thread.
  let onWait: @Sendable () -> Void

  /// Creates a wait.
  /// - Parameters:
  ///   - seconds: Seconds to wait; 0 tries once.
  ///   - isInterrupted: Asked between attempts: whether the waiting process is to end. It then waits no longer than `noticeable`.
  ///   - onWait: Called once in each wait that reaches `noticeable`, from the waiting thread.
  public init(
    seconds: Double, isInterrupted: @escaping @Sendable () -> Bool = { false }, onWait: @escaping @Sendable () -> Void = {}
  ) {
    self.seconds = seconds
    self.isInterrupted = isInterrupted
    self.onWait = onWait
  }

  /// The time in words: "60 s".
  var text: String { String(format: "%g s", seconds) }

  /// Seconds from the beginning of a wait until it fails. A process that is to end still waits for short operations of others.
  var limit: Double { isInterrupted() ? min(seconds, Self.noticeable) : seconds }

  /// Sleeps after a failed attempt; SQLite calls this with the number of attempts before it.
  /// - Returns: Whether to try again.
  func isToTryAgain(after attempts: Int) -> Bool {
    let last = Self.delays.count - 1
    let before = Self.delays.prefix(attempts).reduce(0, +) + Double(max(attempts - last - 1, 0)) * Self.delays[last]
    let delay = Self.delays[min(attempts, last)]
    let waited = before / 1000
    let limit = limit
    guard waited < limit else { return false }
    if limit > Self.noticeable, waited < Self.noticeable, waited + delay / 1000 >= Self.noticeable { onWait() }
    usleep(UInt32(min(delay, (limit - waited) * 1000) * 1000))
    return true
  }
}
