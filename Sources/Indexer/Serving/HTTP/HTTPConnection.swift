import FlyingSocks
import Foundation

/// One connection: reads requests within the limits, and writes the answers, one after the other.
///
/// FlyingFox' own reader of requests is not used: it sets no limit to a request's head, and closes the connection without an answer where a
/// request is wrong.
struct HTTPConnection: Sendable {
  let socket: AsyncSocket
  let limits: HTTPLimits
  let open: OpenConnections
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
        let response = await answered(request, &arrived)
        let keeps = request.head.keepsConnection
        let hasBody = request.head.method != "HEAD"
        // Clients that do not take their answers must not fill the memory with them. What is sent is a copy.
        let size = hasBody ? 2 * response.body.count : 0
        if open.hold(size) {
          defer { open.drop(size) }
          try await send(response, hasBody: hasBody, keeps: keeps)
        } else {
          try await send(
            refuse(HTTPProblem(.unavailable, "too many large answers wait for their clients: ask again in a moment")), hasBody: hasBody,
            keeps: keeps)
        }
        if !keeps { break }
      }
    } catch let problem as HTTPProblem {
      try? await send(refuse(problem), hasBody: !problem.isOfHead, keeps: false)
      await drain()
    } catch {
      // The client is gone.
    }
    try? socket.close()
  }

  /// Makes the answer, and notices where the client goes away meanwhile: a query for nobody ends early.
  private func answered(_ request: HTTPRequest, _ arrived: inout [UInt8]) async -> HTTPResponse {
    enum Event {
      case answer(HTTPResponse)
      case bytes([UInt8])
    }
    return await withTaskGroup(of: Event.self) { [socket, answer, limits] group in
      group.addTask { .answer(await answer(request)) }
      group.addTask {
        var bytes: [UInt8] = []
        do {
          // Most answers are there before this.
          try await Task.sleep(for: .seconds(limits.attention))
          while bytes.count < limits.head { bytes += try await socket.read(atMost: 4096) }
        } catch is CancellationError {
          // The answer is there.
        } catch {
          request.asker.leave()
        }
        return .bytes(bytes)
      }
      var response: HTTPResponse?
      for await event in group {
        switch event {
        case .answer(let answer):
          response = answer
          group.cancelAll()
        case .bytes(let bytes): arrived += bytes
        }
      }
      guard let response else { preconditionFailure("a question without an answer") }
      return response
    }
  }

  /// Takes what a refused client still sends: a connection that is closed before would lose the refusal on its way.
  private func drain() async {
    shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    try? await within(limits.farewell) { [socket, limits] in
      var left = limits.drained
      while left > 0 { left -= try await socket.read(atMost: 4096).count }
    }
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
      let idle = open.begin(socket.socket.file.rawValue)
      defer { open.end(idle) }
      guard let first = try? await within(patience, { try await socket.read(atMost: 4096) }) else { return nil }
      arrived = first
    }
    let start = arrived
    let read: (request: HTTPRequest, rest: [UInt8])
    do {
      read = try await within(limits.arrival) { try await request(from: start) }
    } catch is Overdue {
      throw HTTPProblem(.requestTimeout, "the request took longer than \(Int(limits.arrival)) seconds to arrive")
    } catch let problem as HTTPProblem {
      var problem = problem
      problem.isOfHead = start.starts(with: "HEAD ".utf8)
      throw problem
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
        if head.waitsForContinue, bytes.count < end.upperBound + head.bodyLength {
          try await socket.write(Data("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        }
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
