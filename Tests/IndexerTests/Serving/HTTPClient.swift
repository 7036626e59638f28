import Foundation

/// A client that sends what it is told, right or wrong.
struct HTTPClient {
  let port: Int

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
    write(request, to: descriptor)
    return Reply(text: read(from: descriptor))
  }

  /// Sends the head of a request, and its body once the server has said something; reads until the server closes the connection.
  func send(head: String, then body: String) throws -> Reply {
    let descriptor = try connect(to: "127.0.0.1")
    defer { close(descriptor) }
    write(head, to: descriptor)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    write(body, to: descriptor)
    return Reply(text: String(decoding: chunk[..<max(count, 0)], as: UTF8.self) + read(from: descriptor))
  }

  /// Runs `body` while so many connections are open on which nothing more is said, and no answer is taken.
  /// - Parameters:
  ///   - count: Number of connections.
  ///   - said: What has been sent on each.
  ///   - body: Runs meanwhile.
  /// - Returns: What `body` gives.
  /// - Throws: Errors of `body`, or where the server takes no connection.
  func whileSilent<Result>(_ count: Int, after said: String = "", _ body: () throws -> Result) throws -> Result {
    try whileWaiting(count, after: said, body).result
  }

  /// As `whileSilent`; the answers are taken afterwards.
  func whileWaiting<Result>(_ count: Int, after said: String, _ body: () throws -> Result) throws -> (result: Result, replies: [Reply]) {
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    for _ in 0..<count {
      descriptors.append(try connect(to: "127.0.0.1"))
      write(said, to: descriptors[descriptors.count - 1])
    }
    let result = try body()
    return (result, said.isEmpty ? [] : descriptors.map { Reply(text: read(from: $0)) })
  }

  private func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count <= 0 { break }
      bytes = bytes.dropFirst(count)
    }
  }

  private func read(from descriptor: Int32) -> String {
    var reply: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = recv(descriptor, &chunk, chunk.count, 0), count > 0 { reply += chunk[..<count] }
    return String(decoding: reply, as: UTF8.self)
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

  /// Connects to an address in digits, of IPv4 or IPv6.
  private func connect(to host: String) throws -> Int32 {
    if host.contains(":") {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = in_port_t(port).bigEndian
      inet_pton(AF_INET6, host, &address.sin6_addr)
      return try connect(AF_INET6, to: address)
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    inet_pton(AF_INET, host, &address.sin_addr)
    return try connect(AF_INET, to: address)
  }

  private func connect<Address>(_ family: Int32, to address: Address) throws -> Int32 {
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    let status = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size)) }
    }
    guard status == 0 else {
      close(descriptor)
      throw CocoaError(.fileReadUnknown)
    }
    var time = timeval(tv_sec: 120, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    return descriptor
  }
}
