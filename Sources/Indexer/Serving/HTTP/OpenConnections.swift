import Foundation
import Synchronization

/// Counts the connections of a server, at all of its addresses, and the bytes of the answers that are on their way to clients.
///
/// Where there are as many connections as there may be, the one that has waited longest for a request ends in favour of a new one: browsers keep
/// connections open that they may never use again.
final class OpenConnections: Sendable {
  /// A connection that waits for its next request.
  struct Idle: Sendable {
    fileprivate let number: Int
    fileprivate let descriptor: Int32
  }

  private struct State {
    var count = 0
    /// In the order in which they began to wait.
    var idle: [Idle] = []
    var last = 0
    var outgoing = 0
  }

  private let limit: Int
  private let mostOutgoing: Int
  private let state = Mutex(State())

  init(_ limits: HTTPLimits) { (limit, mostOutgoing) = (limits.connections, limits.outgoing) }

  /// Counts another connection; where there are too many, ends one that is idle.
  /// - Returns: Whether the connection may be served.
  func admit() -> Bool {
    state.withLock { state in
      if state.count >= limit {
        guard !state.idle.isEmpty else { return false }
        // Its reader finds the end of the connection, and closes it.
        shutdown(state.idle.removeFirst().descriptor, Int32(SHUT_RDWR))
      }
      state.count += 1
      return true
    }
  }

  /// Counts a connection less.
  func release() { state.withLock { $0.count -= 1 } }

  /// Notes that a connection waits for a request.
  /// - Parameter descriptor: Its socket, which stays open until `end`.
  /// - Returns: What `end` needs.
  func begin(_ descriptor: Int32) -> Idle {
    state.withLock { state in
      state.last += 1
      let idle = Idle(number: state.last, descriptor: descriptor)
      state.idle.append(idle)
      return idle
    }
  }

  /// Notes that a connection waits no more.
  func end(_ idle: Idle) { state.withLock { state in state.idle.removeAll { $0.number == idle.number } } }

  /// Counts the bytes of an answer that is to be sent.
  /// - Returns: Whether they may be held, beside those of the other answers, until the client has taken them; then `drop` counts them off.
  func hold(_ bytes: Int) -> Bool {
    state.withLock { state in
      guard state.outgoing + bytes <= mostOutgoing else { return false }
      state.outgoing += bytes
      return true
    }
  }

  /// Counts off the bytes of an answer.
  func drop(_ bytes: Int) { state.withLock { $0.outgoing -= bytes } }
}
