import Dispatch
import Foundation
import Support
import Synchronization
import Testing

@testable import Indexer

/// What the server does with clients that are slow, many, or gone.
///
/// Each test is a process of its own: the server runs on Swift's threads, which the other tests of a process keep busy for minutes.
struct HTTPServerTests {
  /// Runs `body`, on a thread of its own, beside a server.
  private static func serving<Result: Sendable>(
    _ limits: HTTPLimits = HTTPLimits(), lanes: [Int] = [2], running: RunningQuestions = RunningQuestions(),
    answer: @escaping @Sendable (HTTPRequest) -> HTTPResponse = HTTPServerTests.echo,
    _ body: @escaping @Sendable (HTTPClient) throws -> Result
  ) async throws -> Result {
    let listener = try HTTPListener(host: "127.0.0.1", port: 0)
    let server = HTTPServer(
      [listener], lanes: lanes, limits: limits, lane: { _ in 0 }, running: running, answer: answer, refuse: Site.refusal)
    let task = Task { try await server.run() }
    defer { task.cancel() }
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Swift.Result { try body(HTTPClient(port: Int(listener.port))) })
      }
    }
  }

  @Test("a question that waits for its turn is told to wait, under its name")
  func waiting() async {
    await #expect(processExitsWith: .success) {
      let running = RunningQuestions()
      let told = Mutex<[String]>([])
      // The first answer lasts until the second question waits.
      _ = try await HTTPServerTests.serving(
        lanes: [1], running: running,
        answer: { request in
          let end = ContinuousClock.now + .seconds(60)
          while told.withLock({ $0.isEmpty }), ContinuousClock.now < end {
            let progress = running.progress(of: "second").text
            if progress.hasPrefix(#"{"running":true,"waiting":true,"#) {
              told.withLock { $0 = [progress, running.progress(of: "first").text] }
            }
            Thread.sleep(forTimeInterval: 0.01)
          }
          return HTTPServerTests.echo(request)
        }
      ) { client in
        DispatchQueue.global().async { _ = try? client.get("/first", headers: ["Globenc-Ask: first"]) }
        while !running.progress(of: "first").text.contains("\"running\":true") { Thread.sleep(forTimeInterval: 0.01) }
        return try client.get("/second", headers: ["Globenc-Ask: second"]).status
      }
      #expect(told.withLock { $0.last }?.hasPrefix(#"{"running":true,"waiting":false,"#) == true)
    }
  }

  private static let echo: @Sendable (HTTPRequest) -> HTTPResponse = { .json($0.body + Array("\($0.head.path)".utf8)) }

  @Test("a request that does not arrive in time is refused, and a connection on which nothing is said is closed")
  func slowness() async {
    await #expect(processExitsWith: .success) {
      var limits = HTTPLimits()
      (limits.arrival, limits.greeting) = (0.2, 0.2)
      let (slow, silent) = try await HTTPServerTests.serving(limits) { (try $0.send("GET / HTTP/1.1\r\nHost: x\r\n"), try $0.send("")) }
      #expect(slow.status == 408 && slow.body.contains("seconds to arrive"))
      #expect(silent.text == "")
    }
  }

  @Test("more connections than the limit are closed, and others can follow when these have ended")
  func crowd() async {
    await #expect(processExitsWith: .success) {
      var limits = HTTPLimits()
      limits.connections = 3
      let (statuses, later) = try await HTTPServerTests.serving(limits) { client in
        // The server may not have read what the others have begun to say when the next one comes.
        let statuses = try client.whileSilent(3, after: "GET / HT") { () throws -> [Int] in
          Thread.sleep(forTimeInterval: 0.5)
          return try (0..<3).map { _ in try client.get("/").status }
        }
        let end = ContinuousClock.now + .seconds(60)
        var later = 0
        while later != 200, ContinuousClock.now < end { later = try client.get("/").status }
        return (statuses, later)
      }
      #expect(statuses == [0, 0, 0])
      #expect(later == 200)
    }
  }

  @Test("of as many connections as there may be, an idle one ends in favour of a new one")
  func idleness() async {
    await #expect(processExitsWith: .success) {
      var limits = HTTPLimits()
      // The idle ones do not end by themselves.
      (limits.connections, limits.greeting) = (3, 600)
      let statuses = try await HTTPServerTests.serving(limits) { client in
        try client.whileSilent(3) { () throws -> [Int] in
          let end = ContinuousClock.now + .seconds(60)
          var statuses: [Int] = []
          while statuses.filter({ $0 == 200 }).count < 3, ContinuousClock.now < end {
            // The server may not know yet that those before are idle, or have gone.
            Thread.sleep(forTimeInterval: 0.2)
            statuses.append(try client.get("/").status)
          }
          return statuses
        }
      }
      #expect(statuses.filter { $0 == 200 }.count == 3)
    }
  }

  @Test("answers that their clients do not take fill a bounded part of the memory")
  func untaken() async {
    await #expect(processExitsWith: .success) {
      var limits = HTTPLimits()
      limits.outgoing = 100_000_000
      // More than the system's own buffers take.
      let answer: @Sendable (HTTPRequest) -> HTTPResponse = {
        .json(Array(repeating: 0x20, count: $0.head.path == "/large" ? 30_000_000 : 10))
      }
      let (beside, small, later) = try await HTTPServerTests.serving(limits, answer: answer) { client in
        let (beside, small) = try client.whileSilent(1, after: "GET /large HTTP/1.1\r\nHost: x\r\n\r\n") {
          Thread.sleep(forTimeInterval: 0.5)
          return (try client.get("/large"), try client.get("/").status)
        }
        let end = ContinuousClock.now + .seconds(60)
        var later = 0
        while later != 200, ContinuousClock.now < end { later = try client.get("/large").status }
        return (beside, small, later)
      }
      #expect(beside.status == 503 && beside.body.contains("ask again in a moment"))
      #expect(small == 200 && later == 200)
    }
  }

  @Test("who sends too much still gets the whole refusal")
  func refusedBody() async {
    await #expect(processExitsWith: .success) {
      let reply = try await HTTPServerTests.serving {
        try $0.send(
          "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1500000\r\n\r\n" + String(repeating: "a", count: 1_500_000))
      }
      #expect(reply.status == 413 && reply.body.hasSuffix("bytes\"}\n"))
    }
  }

  @Test("a HEAD that cannot be read is refused without a body")
  func refusedHead() async {
    await #expect(processExitsWith: .success) {
      let reply = try await HTTPServerTests.serving { try $0.send("HEAD / HTTP/1.1\r\n\r\n") }
      #expect(reply.status == 400 && reply.body == "")
    }
  }

  @Test("a client that waits for leave to send its body gets it")
  func expectation() async {
    await #expect(processExitsWith: .success) {
      let reply = try await HTTPServerTests.serving {
        try $0.send(
          head: "POST /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n", then: "body")
      }
      #expect(reply.text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
      #expect(reply.text.hasSuffix("body/x"))
    }
  }

  @Test("an answer learns that its asker has gone, and those that wait behind it are not made for askers that have gone")
  func departure() async {
    await #expect(processExitsWith: .success) {
      let made = Mutex<[String]>([])
      let noticed = Mutex(0)
      let haveAllGone = Mutex(false)
      var limits = HTTPLimits()
      limits.attention = 0.01
      let last = try await HTTPServerTests.serving(limits, lanes: [1]) { request in
        made.withLock { $0.append(request.head.path) }
        if request.head.path == "/slow" {
          let end = ContinuousClock.now + .seconds(60)
          while !request.asker.hasGone, ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.01) }
          if request.asker.hasGone { noticed.withLock { $0 += 1 } }
          // The others come and go meanwhile, and the server sees it.
          while !haveAllGone.withLock({ $0 }), ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.01) }
          Thread.sleep(forTimeInterval: 1)
        }
        return .json([])
      } _: { client in
        try client.abandon("/slow")
        for _ in 0..<5 { try client.abandon("/waiting") }
        haveAllGone.withLock { $0 = true }
        Thread.sleep(forTimeInterval: 0.5)
        return try client.get("/last").status
      }
      #expect(last == 200)
      #expect(noticed.withLock { $0 } == 1)
      let paths = made.withLock { $0 }
      #expect(paths.first == "/slow" || paths.first == "/waiting")
      #expect(paths.filter { $0 == "/waiting" }.count < 5 && paths.last == "/last")
    }
  }

  @Test("what a client sends while its answer is made is its next request")
  func pipelined() async {
    await #expect(processExitsWith: .success) {
      var limits = HTTPLimits()
      limits.attention = 0.001
      let one = "GET /a HTTP/1.1\r\nHost: x\r\n"
      let reply = try await HTTPServerTests.serving(limits) { request in
        Thread.sleep(forTimeInterval: 0.1)
        return HTTPServerTests.echo(request)
      } _: { client in
        try client.send(one + "\r\n" + one + "\r\n" + one + "Connection: close\r\n\r\n")
      }
      #expect(reply.text.components(separatedBy: "HTTP/1.1 200 OK").count == 4)
    }
  }
}
