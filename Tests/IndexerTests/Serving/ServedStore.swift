import Foundation
import TestSupport
import Testing

/// A running server.
final class ServedStore {
  let address: URL
  let port: Int
  private let running: IndexTool.Running

  /// Starts the server at a free port.
  /// - Parameters:
  ///   - arguments: Stores and options.
  ///   - environment: Variables of the server.
  /// - Throws: An error where the server does not say its address within a minute.
  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    running = try IndexTool.start(["serve"] + arguments + ["--port", "0"], environment: environment)
    let limit = ContinuousClock.now + .seconds(60)
    var printed: URL?
    while printed == nil, ContinuousClock.now < limit, running.process.isRunning {
      Thread.sleep(forTimeInterval: 0.02)
      printed = running.errors.split(separator: " ").first { $0.hasPrefix("http://") }.flatMap { URL(string: String($0)) }
    }
    address = try #require(printed, "\(running.errors)")
    port = try #require(address.port)
  }

  deinit { running.process.terminate() }

  /// Ends the server with a signal.
  /// - Returns: The result, and the seconds that the end took.
  func stop() -> (result: IndexTool.Result, seconds: Double) {
    let start = ContinuousClock.now
    running.process.terminate()
    let result = running.wait()
    return (
      result,
      Double((ContinuousClock.now - start).components.attoseconds) * 1e-18 + Double((ContinuousClock.now - start).components.seconds)
    )
  }

  /// What came back on a connection.
  struct Reply {
    let text: String

    var status: Int { Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0 }
    var head: String { text.range(of: "\r\n\r\n").map { String(text[..<$0.lowerBound]) } ?? text }
    var body: String { text.range(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? "" }
  }

  /// Sends bytes on a connection of their own and reads until the server closes it.
  func send(_ request: String, to host: String = "127.0.0.1") throws -> Reply {
    let descriptor = try connect(to: host)
    defer { close(descriptor) }
    var bytes = Array(request.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count <= 0 { break }
      bytes = bytes.dropFirst(count)
    }
    var reply: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = recv(descriptor, &chunk, chunk.count, 0), count > 0 { reply += chunk[..<count] }
    return Reply(text: String(decoding: reply, as: UTF8.self))
  }

  /// Asks for a target and goes away without waiting for the answer.
  func abandon(_ target: String) throws {
    let descriptor = try connect(to: "127.0.0.1")
    defer { close(descriptor) }
    let bytes = Array("GET \(target) HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n".utf8)
    _ = bytes.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  /// Asks for a target as a program does that closes the connection afterwards.
  func get(_ target: String, method: String = "GET", headers: [String] = []) throws -> Reply {
    try send(
      (["\(method) \(target) HTTP/1.1", "Host: localhost:\(port)", "Connection: close"] + headers).joined(separator: "\r\n") + "\r\n\r\n")
  }

  private func connect(to host: String) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    inet_pton(AF_INET, host, &address.sin_addr)
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard status == 0 else {
      close(descriptor)
      throw CocoaError(.fileReadUnknown)
    }
    var time = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    return descriptor
  }
}
