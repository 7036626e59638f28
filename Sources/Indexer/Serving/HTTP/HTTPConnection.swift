import FlyingSocks
import Foundation

/// One connection: reads requests within the limits, and writes the answers, one after the other.
///
/// FlyingFox' own reader of requests is not used: it sets no limit to a request's head, and closes the connection without an answer where a
/// request is wrong.
struct HTTPConnection: Sendable {
  let socket: AsyncSocket
  let limits: HTTPLimits
  let answer: @Sendable (HTTPRequest) async -> HTTPResponse
  /// The answer to a request that cannot be read.
  let refuse: @Sendable (HTTPProblem) -> HTTPResponse

  /// Serves the connection until the client ends it, is silent for too long, or sends what cannot be read.
  func serve() async {
    var arrived: [UInt8] = []
    var patience = limits.greeting
    do {
      while let request = try await next(&arrived, patience: patience) {
        patience = limits.idleness
        let response = await answer(request)
        let keeps = request.head.keepsConnection
        try await send(response, hasBody: request.head.method != "HEAD", keeps: keeps)
        if !keeps { break }
      }
    } catch let problem as HTTPProblem {
      try? await send(refuse(problem), hasBody: true, keeps: false)
    } catch {
      // The client is gone.
    }
    try? socket.close()
  }

  private func send(_ response: HTTPResponse, hasBody: Bool, keeps: Bool) async throws {
    let data = response.bytes(hasBody: hasBody, keepsConnection: keeps)
    try await within(limits.departure) { try await socket.write(data) }
  }

  /// Reads the next request.
  /// - Parameters:
  ///   - arrived: Bytes that have arrived behind the last request.
  ///   - patience: Seconds to wait for its first byte.
  /// - Returns: The request; nil where the client has ended the connection, or is silent.
  /// - Throws: `HTTPProblem` where the request is wrong, too long or too slow; `SocketError` where the client is gone.
  private func next(_ arrived: inout [UInt8], patience: Double) async throws -> HTTPRequest? {
    if arrived.isEmpty {
      guard let first = try? await within(patience, { try await socket.read(atMost: 4096) }) else { return nil }
      arrived = first
    }
    let start = arrived
    let read: (request: HTTPRequest, rest: [UInt8])
    do {
      read = try await within(limits.arrival) { try await request(from: start) }
    } catch is Overdue {
      throw HTTPProblem(.requestTimeout, "the request took longer than \(Int(limits.arrival)) seconds to arrive")
    }
    arrived = read.rest
    return read.request
  }

  /// Reads on until the request is complete.
  private func request(from start: [UInt8]) async throws -> (request: HTTPRequest, rest: [UInt8]) {
    var bytes = start
    var searched = 0
    while true {
      if let end = Self.endOfHead(bytes, from: max(0, searched - 3)) {
        guard end.lowerBound <= limits.head else { break }
        let head = try HTTPHead(bytes[..<end.lowerBound], mostBody: limits.body)
        while bytes.count < end.upperBound + head.bodyLength { bytes += try await socket.read(atMost: 4096) }
        let body = bytes[end.upperBound..<end.upperBound + head.bodyLength]
        return (HTTPRequest(head, body: Array(body)), Array(bytes[body.endIndex...]))
      }
      searched = bytes.count
      guard bytes.count <= limits.head else { break }
      bytes += try await socket.read(atMost: 4096)
    }
    throw HTTPProblem(.headersTooLarge, "the request line and the headers have more than \(limits.head) bytes")
  }

  /// The place of the empty line that ends a head.
  static func endOfHead(_ bytes: [UInt8], from start: Int) -> Range<Int>? {
    var place = start
    while let end = bytes[place...].firstIndex(of: 0x0A) {
      if end + 1 < bytes.count, bytes[end + 1] == 0x0A { return end..<end + 2 }
      if end + 2 < bytes.count, bytes[end + 1] == 0x0D, bytes[end + 2] == 0x0A { return end..<end + 3 }
      place = end + 1
    }
    return nil
  }
}

/// Time is up.
private struct Overdue: Error {}

/// Runs `body`, and cancels it where it takes longer.
private func within<Result: Sendable>(_ seconds: Double, _ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
  try await withThrowingTaskGroup(of: Result.self) { group in
    group.addTask(operation: body)
    group.addTask {
      try await Task.sleep(for: .seconds(seconds))
      throw Overdue()
    }
    defer { group.cancelAll() }
    guard let result = try await group.next() else { throw Overdue() }
    return result
  }
}
