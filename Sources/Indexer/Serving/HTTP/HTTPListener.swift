import FlyingSocks
import Foundation
import Support
import Synchronization

/// A socket that listens at an address.
struct HTTPListener: Sendable {
  let socket: Socket
  let port: UInt16

  /// Listens at an address of this machine.
  /// - Parameters:
  ///   - host: An address in digits, IPv4 or IPv6.
  ///   - port: The port; 0 for any that is free.
  /// - Throws: `IndexerError` where the address cannot be had.
  init(host: String, port: UInt16) throws {
    do {
      let isIPv6 = host.contains(":")
      socket = try Socket(domain: isIPv6 ? AF_INET6 : AF_INET)
      try socket.setValue(true, for: .localAddressReuse)
      if isIPv6 { try socket.bind(to: .inet6(ip6: host, port: port)) } else { try socket.bind(to: .inet(ip4: host, port: port)) }
      try socket.listen()
      self.port =
        switch try socket.sockname() {
        case .ip4(_, let port), .ip6(_, let port): port
        case .unix: port
        }
    } catch SocketError.failed(_, EADDRINUSE, _) {
      throw IndexerError(
        "the port \(port) of \(host) is taken by another program: name another with --port, or 0 for any", kind: .unavailable)
    } catch SocketError.failed(_, EACCES, _) {
      throw IndexerError("the port \(port) needs more rights than this program has: name one from 1024 with --port", kind: .unavailable)
    } catch SocketError.failed(_, ENOENT, _) {
      throw IndexerError("'\(host)' is no address in digits, such as 0.0.0.0 or ::", kind: .misused)
    } catch {
      throw IndexerError("the address \(host) cannot be listened at: \(error.localizedDescription)", kind: .unavailable)
    }
  }

  /// Whether this machine has the address ::1.
  static var hasIPv6: Bool {
    do {
      let socket = try Socket(domain: AF_INET6)
      defer { try? socket.close() }
      try socket.bind(to: .inet6(ip6: "::1", port: 0))
      return true
    } catch {
      return false
    }
  }

  /// Accepts connections, as many at the same time as the limits allow, until the task is cancelled.
  func run(counting open: OpenConnections, on pool: some AsyncSocketPool, serve: @escaping @Sendable (AsyncSocket) async -> Void)
    async throws
  {
    let socket = try AsyncSocket(socket: socket, pool: pool)
    try await withThrowingDiscardingTaskGroup { group in
      while !Task.isCancelled {
        let connection: AsyncSocket
        do { connection = try await socket.accept() } catch SocketError.failed {
          // Out of descriptors, or the client has gone already: the next may be served again.
          try await Task.sleep(for: .milliseconds(20))
          continue
        }
        guard open.admit() else {
          try? connection.close()
          continue
        }
        group.addTask {
          await serve(connection)
          open.release()
        }
      }
    }
  }
}
