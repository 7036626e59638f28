import Foundation
import TestSupport
import Testing

@testable import Indexer

/// Where the server listens, whom it answers there, and how it ends.
struct ServeAddressTests {
  @Test("the server is not reached by another address of this machine")
  func address() throws {
    let directory = try TemporaryDirectory()
    let server = try ServedStore([ServeCommandTests.store(in: directory).path])
    // 127.0.0.2 is this machine, too, where a server that listens everywhere would answer.
    #expect(throws: (any Error).self) { try server.send("GET / HTTP/1.1\r\nHost: localhost:\(server.port)\r\n\r\n", to: "127.0.0.2") }
  }

  @Test("SIGTERM ends the server within a second, and a new one can have the port at once")
  func end() throws {
    let directory = try TemporaryDirectory()
    let store = try ServeCommandTests.store(in: directory)
    // Under Thread Sanitizer every program sleeps a second at its end unless it is told not to.
    let server = try ServedStore([store.path], environment: ["TSAN_OPTIONS": "atexit_sleep_ms=0"])
    let stopped = server.stop()
    #expect(stopped.result.status == 0)
    #expect(stopped.seconds < 1)
    #expect(stopped.result.errors.hasSuffix("globenc-index: stopped\n"))
    let again = try IndexTool.start(["serve", store.path, "--port", String(server.port)])
    defer { again.process.terminate() }
    let limit = ContinuousClock.now + .seconds(30)
    while !again.errors.contains("serving at"), ContinuousClock.now < limit, again.process.isRunning { Thread.sleep(forTimeInterval: 0.02) }
    #expect(again.errors.contains("serving at http://localhost:\(server.port)/"))
  }

  @Test("SIGTERM ends the server within a second while it is busy, too")
  func endOfWork() throws {
    let server = try ServedStore(["--model", IndexTool.model], environment: ["TSAN_OPTIONS": "atexit_sleep_ms=0"])
    let body = "{\"text\":\"\(String(repeating: "a fine film ", count: 200))\",\"method\":\"integrated-gradients\"}"
    let question =
      "POST /api/explain HTTP/1.1\r\nHost: localhost:\(server.port)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    let (stopped, replies) = try HTTPClient(port: server.port).whileWaiting(40, after: question) {
      Thread.sleep(forTimeInterval: 0.3)
      return server.stop()
    }
    #expect(replies.contains { $0.text.isEmpty }, "all questions were answered before the signal")
    #expect(stopped.result.status == 0)
    #expect(stopped.seconds < 1)
  }

  @Test("the server is reached by ::1, too", .enabled(if: HTTPListener.hasIPv6, "this machine has no IPv6"))
  func ipv6() throws {
    let directory = try TemporaryDirectory()
    let server = try ServedStore([ServeCommandTests.store(in: directory).path])
    let reply = try server.send("GET /api/info HTTP/1.1\r\nHost: [::1]:\(server.port)\r\nConnection: close\r\n\r\n", to: "::1")
    #expect(reply.status == 200)
  }

  @Test("a taken port is told in one sentence")
  func taken() throws {
    let directory = try TemporaryDirectory()
    let store = try ServeCommandTests.store(in: directory)
    let server = try ServedStore([store.path])
    let second = try IndexTool.run(["serve", store.path, "--port", String(server.port)])
    #expect(second.status == 2)
    #expect(
      second.errors
        == "globenc-index: the port \(server.port) of 127.0.0.1 is taken by another program: name another with --port, or 0 for any\n")
  }

  @Test("with --host, only who knows the token is answered")
  func token() throws {
    let directory = try TemporaryDirectory()
    let server = try ServedStore(
      [ServeCommandTests.store(in: directory).path, "--host", "127.0.0.1"], environment: ["GLOBENC_TOKEN": "abcdefghijklmnop"])
    #expect(try server.get("/api/info").status == 403)
    #expect(try server.get("/?token=abcdefghijklmnop").status == 303)
    #expect(try server.get("/api/info", headers: ["Cookie: globenc-\(server.port)=abcdefghijklmnop"]).status == 200)
    #expect(try server.get("/api/info", headers: ["Authorization: Bearer abcdefghijklmnop"]).status == 200)
    #expect(try server.get("/api/info", headers: ["Authorization: Bearer abcdefghijklmnoq"]).status == 403)
    let short = try IndexTool.run(["serve", "x", "--host", "127.0.0.1"], environment: ["GLOBENC_TOKEN": "short"])
    #expect(short.errors == "globenc-index: GLOBENC_TOKEN has to be 16 or more letters and digits of ASCII\n")
  }
}
