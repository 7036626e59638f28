import Foundation
import Testing

@testable import Indexer

/// A server bounds its connections, and the bytes of the answers on their way to clients.
struct OpenConnectionsTests {
  /// Two ends of a connection.
  private final class Pair {
    var ends: [Int32] = [-1, -1]

    init() { socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) }

    deinit { for end in ends { close(end) } }

    /// Whether the client finds the connection ended.
    var hasEnded: Bool {
      var byte: UInt8 = 0
      return recv(ends[1], &byte, 1, Int32(MSG_DONTWAIT)) == 0
    }
  }

  private static func limits(connections: Int = 3, outgoing: Int = 100) -> HTTPLimits {
    var limits = HTTPLimits()
    (limits.connections, limits.outgoing) = (connections, outgoing)
    return limits
  }

  @Test("the connection that has been idle for the longest time ends, and one that is busy does not")
  func oldest() {
    let open = OpenConnections(Self.limits())
    let pairs = (0..<3).map { _ in Pair() }
    #expect(pairs.allSatisfy { _ in open.admit() })
    let idle = pairs.map { open.begin($0.ends[0]) }
    // The first one has its next request, and is idle again after that.
    open.end(idle[0])
    _ = open.begin(pairs[0].ends[0])
    open.end(idle[2])
    #expect(open.admit())
    #expect(pairs.map(\.hasEnded) == [false, true, false])
    #expect(open.admit())
    #expect(pairs.map(\.hasEnded) == [true, true, false])
    #expect(!open.admit())
    open.release()
    open.release()
    open.release()
    #expect(open.admit())
  }

  @Test("the bytes of all answers on their way are bounded together")
  func outgoing() {
    let open = OpenConnections(Self.limits())
    #expect(open.hold(60))
    #expect(!open.hold(41))
    #expect(open.hold(40))
    open.drop(60)
    #expect(open.hold(60) && !open.hold(1))
  }
}
