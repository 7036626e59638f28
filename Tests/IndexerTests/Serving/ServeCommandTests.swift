import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// The server as its clients meet it.
struct ServeCommandTests {
  /// A store of a few texts.
  static func store(in directory: TemporaryDirectory) throws -> URL {
    let corpus = try directory.write(
      (1...12).map { "{\"id\":\"r\($0)\",\"text\":\"a fine film number \($0)\",\"label\":\"positive\"}\n" }.joined(), to: "films.jsonl")
    let store = directory.url.appendingPathComponent("films.globenc")
    let run = try IndexTool.run([corpus.path, "--model", IndexTool.model, "--store", store.path, "--layers", "all"])
    try #require(run.status == 0, "\(run.errors)")
    return store
  }

  @Test("every question is answered as the command line answers it, and HEAD as GET without the body")
  func answers() throws {
    let directory = try TemporaryDirectory()
    let store = try Self.store(in: directory)
    let other = directory.url.appendingPathComponent("other.globenc")
    try FileManager.default.copyItem(at: store, to: other)
    let evaluated = try IndexTool.run(["evaluate", store.path, "--model", IndexTool.model, "--sample", "5"])
    try #require(evaluated.status == 0, "\(evaluated.errors)")
    let server = try ServedStore([store.path, other.path])
    let otherName = other.path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    for (target, command) in [
      ("cues?ratio=0&purity=0&min-count=1&k=3", ["cues", "--ratio", "0", "--purity", "0", "--min-count", "1", "-k", "3"]),
      ("compare?other=\(otherName)&k=2", ["compare", other.path, "-k", "2"]), ("evaluation", ["evaluation"]),
      ("info", ["info"]), ("labels", ["labels"]),
      ("top?predicted=positive&by=mean&k=3", ["top", "--predicted", "positive", "--by", "mean", "-k", "3"]),
      ("examples?k=3&contains=number+1", ["examples", "-k", "3", "--contains", "number 1"]),
      ("example?id=r3", ["top", "--example", "r3", "-k", "all", "--include-special"]),
      ("matrix?id=r3&layer=1", ["matrix", "r3", "--layer", "1"]),
      ("tokens?token=film", ["tokens", "film"]),
    ] {
      let arguments = [command[0], store.path] + command.dropFirst() + ["--format", "json"]
      let said = try IndexTool.start(arguments, program: "globenc-query").wait()
      let reply = try server.get("/api/" + target)
      #expect(reply.status == 200, "\(target): \(reply.text)")
      #expect(reply.body == said.output, "\(target)")
      let head = try server.get("/api/" + target, method: "HEAD")
      #expect(head.head == reply.head && head.body.isEmpty)
    }
  }

  @Test("every answer, a refusal too, forbids scripts from elsewhere and inline")
  func policy() throws {
    let directory = try TemporaryDirectory()
    let server = try ServedStore([Self.store(in: directory).path])
    let replies = try [
      server.get("/"), server.get("/api/info"), server.get("/api/nothing"), server.get("/nothing"),
      server.get("/api/info", method: "DELETE"),
      server.get("/api/explain", method: "POST"), server.send("rubbish\r\n\r\n"), server.get("/", headers: ["Origin: http://evil.example"]),
    ]
    #expect(replies.map(\.status) == [200, 200, 404, 404, 405, 404, 400, 403])
    for reply in replies {
      #expect(reply.head.contains("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'"), "\(reply.text)")
      #expect(!reply.head.contains("unsafe-inline"))
      #expect(!reply.head.contains("Access-Control-Allow"))
      #expect(reply.head.contains("X-Content-Type-Options: nosniff"))
    }
  }

  /// A JSON value whose numbers are apart from those of another, at most, by rounding in f32; all else is equal.
  private static func isClose(_ one: Any, _ other: Any) -> Bool {
    switch (one, other) {
    case (let one as [String: Any], let other as [String: Any]):
      one.count == other.count && one.allSatisfy { name, value in other[name].map { isClose(value, $0) } ?? false }
    case (let one as [Any], let other as [Any]): one.count == other.count && zip(one, other).allSatisfy { isClose($0, $1) }
    case (let one as NSNumber, let other as NSNumber): abs(one.doubleValue - other.doubleValue) <= 1e-5
    default: (one as? NSObject) == (other as? NSObject)
    }
  }

  @Test("what is typed is explained as globenc-index explain does it, and a stored text as the store has it, within 1e-5")
  func explaining() throws {
    let directory = try TemporaryDirectory()
    let store = try Self.store(in: directory)
    let server = try ServedStore([store.path, "--model", IndexTool.model])
    func post(_ body: String) throws -> HTTPClient.Reply {
      try server.send(
        "POST /api/explain HTTP/1.1\r\nHost: localhost:\(server.port)\r\nConnection: close\r\nContent-Type: application/json\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
    }
    let typed = try post("{\"text\": \"a dull, dull film\", \"method\": \"decompx-linear\"}")
    #expect(typed.status == 200, "\(typed.text)")
    let said = try IndexTool.run(
      ["explain", "--model", IndexTool.model, "--methods", "decompx-linear", "--json", "--quiet", "--", "a dull, dull film"])
    // The server computes the text alone, the command in a batch of the size that a corpus has.
    #expect(
      Self.isClose(
        try JSONSerialization.jsonObject(with: Data(typed.body.utf8)), try JSONSerialization.jsonObject(with: Data(said.output.utf8))),
      "\(typed.body) \(said.output)")
    struct Document: Decodable {
      struct Token: Decodable {
        let position: Int
        let score: Double
      }
      let tokens: [Token]
      func scores() -> [Double] { tokens.sorted { $0.position < $1.position }.map(\.score) }
    }
    let again = try JSONDecoder().decode(Document.self, from: Data(post("{\"text\": \"a fine film number 3\"}").body.utf8)).scores()
    let stored = try JSONDecoder().decode(Document.self, from: Data(server.get("/api/example?id=r3").body.utf8)).scores()
    #expect(again.count == stored.count && zip(again, stored).allSatisfy { abs($0 - $1) <= 1e-5 })
    for (body, part) in [
      ("{\"text\": \" \"}", "the text is empty"), ("{\"text\": 7}", "is not a text"), ("[]", "not a JSON object"), ("{", "not JSON"),
      ("{\"text\": \"a\", \"method\": \"magic\"}", "magic"), ("{\"text\": \"a\", \"class\": \"nobody\"}", "no class 'nobody'"),
      ("{\"text\": \"a\", \"method\": \"n-enc\", \"class\": \"positive\"}", "a class goes with a signed method"),
      ("{\"text\": \"a\", \"lang\": \"en\"}", "\\\"lang\\\""),
    ] {
      let reply = try post(body)
      #expect(reply.status == 400 && reply.body.contains(part), "\(body): \(reply.text)")
    }
  }

  @Test("a wrong question gets one sentence as JSON")
  func sentences() throws {
    let directory = try TemporaryDirectory()
    let server = try ServedStore([Self.store(in: directory).path])
    for (target, status, part) in [
      ("/api/example?id=nobody", 404, "nobody"), ("/api/top?label=positive&output=/tmp/x", 400, "no parameter 'output'"),
      ("/api/examples?k=0", 400, "'k'"),
      ("/api/examples?id=", 400, "'id' has no value"), ("/api/labels?label=", 400, "'label' has no value"),
      ("/api/progress", 400, "parameter ask"),
      ("/api/info?store=/etc/passwd", 404, "/etc/passwd"), ("/api/matrix?id=r1&layer=99", 404, "99"),
    ] {
      let reply = try server.get(target)
      #expect(reply.status == status, "\(target): \(reply.text)")
      #expect(reply.body.hasPrefix("{\"error\":\"") && reply.body.contains(part), "\(reply.body)")
    }
  }

  @Test(
    "paths cannot leave the pages",
    arguments: [
      "/../../etc/passwd", "/assets/../../etc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets//etc/passwd", "/assets/..%5c..%5cetc",
    ])
  func traversal(_ path: String) throws {
    let directory = try TemporaryDirectory()
    let server = try ServedStore([Self.store(in: directory).path])
    #expect(try server.get(path).status == 404)
  }

  @Test("requests that are too long are refused before they are read to their end")
  func sizes() throws {
    let directory = try TemporaryDirectory()
    let server = try ServedStore([Self.store(in: directory).path])
    let long = String(repeating: "a", count: 20_000)
    #expect(try server.get("/?" + long).status == 431)
    #expect(try server.get("/", headers: ["X: " + long]).status == 431)
    #expect(try server.get("/api/explain", method: "POST", headers: ["Content-Length: 99999999"]).status == 413)
    // A number as large as it can be.
    #expect(try server.get("/api/examples?k=1&skip=9223372036854775807").status == 200)
    // A head without end.
    #expect(try server.send("GET / HTTP/1.1\r\nX: " + String(repeating: "b", count: 300_000)).status == 431)
    #expect(try server.get("/api/info").status == 200)
  }

  @Test("several requests on one connection are answered in order")
  func pipeline() throws {
    let directory = try TemporaryDirectory()
    let server = try ServedStore([Self.store(in: directory).path])
    let one = "GET /api/session HTTP/1.1\r\nHost: localhost:\(server.port)\r\n"
    let reply = try server.send(one + "\r\n" + one + "\r\n" + one + "Connection: close\r\n\r\n")
    #expect(reply.text.components(separatedBy: "HTTP/1.1 200 OK").count == 4)
  }

  @Test("to a page that asks for it, a question without an answer is told without a status that its browser would log")
  func quietly() throws {
    let directory = try TemporaryDirectory()
    let server = try ServedStore([Self.store(in: directory).path])
    let reply = try server.get("/api/examples?contains=nothing", headers: ["Globenc-Quiet: 1"])
    #expect(reply.status == 200 && reply.head.contains("Globenc-Status: 404"))
    #expect(reply.body == "{\"error\":\"no example has 'nothing' in the text\"}\n")
    #expect(try server.get("/api/examples?contains=nothing").status == 404)
    let wrong = try server.get("/api/examples?k=0", headers: ["Globenc-Quiet: 1"])
    #expect(wrong.status == 200 && wrong.head.contains("Globenc-Status: 400"))
    #expect(try server.get("/api/examples?k=0").status == 400)
    let foreign = try server.get("/api/info", headers: ["Globenc-Quiet: 1", "Origin: http://evil.example"])
    #expect(foreign.status == 403)
    #expect(try server.get("/nowhere", headers: ["Globenc-Quiet: 1"]).status == 404)
  }

  @Test("questions whose asker has gone do not hold up the pages")
  func abandoned() throws {
    let directory = try TemporaryDirectory()
    let server = try ServedStore([Self.store(in: directory).path])
    for _ in 0..<30 { try server.abandon("/api/labels?group-by=label") }
    let start = ContinuousClock.now
    #expect(try server.get("/assets/api.js").status == 200)
    #expect(ContinuousClock.now - start < .seconds(2))
  }

  @Test("questions are answered while the store is written to")
  func writing() throws {
    let directory = try TemporaryDirectory()
    let store = try Self.store(in: directory)
    let server = try ServedStore([store.path])
    let more = try directory.write(
      (13...40).map { "{\"id\":\"r\($0)\",\"text\":\"a fine film number \($0)\"}\n" }.joined(), to: "more.jsonl")
    let run = try IndexTool.run([more.path, "--model", IndexTool.model, "--store", store.path, "--layers", "all"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try server.get("/api/examples?k=1").body.contains("\"count\":40}"))
  }
}
