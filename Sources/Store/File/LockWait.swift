import Foundation

/// How long to wait where another process has locked a store.
public struct LockWait: Sendable {
  /// For those who only read, and for what is opened for a moment.
  static let brief = LockWait(seconds: 5)
  /// From here on somebody who watches wonders.
  static let noticeable = 2.0
  /// SQLite's own, in milliseconds: short while the other is likely to be done soon.
  private static let delays: [Double] = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100]

  /// How long; 0 tries once.
  public let seconds: Double
  /// Asked between attempts: whether whoever waits wants to end, so that a wait ends when it would become noticeable.
  let isInterrupted: @Sendable () -> Bool
  /// Called once in each wait that becomes noticeable, from the thread that waits.
  let onWait: @Sendable () -> Void

  /// Creates a wait.
  /// - Parameters:
  ///   - seconds: How long; 0 tries once.
  ///   - isInterrupted: Asked between attempts: whether whoever waits wants to end, so that a wait ends when it would become noticeable.
  ///   - onWait: Called once in each wait that becomes noticeable, from the thread that waits.
  public init(
    seconds: Double, isInterrupted: @escaping @Sendable () -> Bool = { false }, onWait: @escaping @Sendable () -> Void = {}
  ) {
    self.seconds = seconds
    self.isInterrupted = isInterrupted
    self.onWait = onWait
  }

  /// The time in words: "60 s".
  var text: String { String(format: "%g s", seconds) }

  /// How long from the beginning of a wait, as things stand: who wants to end still waits for what others do in passing.
  var limit: Double { isInterrupted() ? min(seconds, Self.noticeable) : seconds }

  /// Waits a while after so many attempts before this one failed; what SQLite asks for.
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
