import Dispatch
import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// How far an explanation is, and what becomes of it where its asker goes away.
struct ExplainingModelTests {
  private static func body(_ method: String, sentences: Int) -> String {
    let text = Array(repeating: "A dull film, and not worth seeing.", count: sentences).joined(separator: " ")
    return "{\"text\": \"\(text)\", \"method\": \"\(method)\"}"
  }

  @Test(
    "the steps of each method rise to their number",
    arguments: ["n-enc", "gradient-input", "integrated-gradients", "decompx", "occlusion"])
  func steps(method: String) throws {
    let model = try ExplainingModel(IndexTool.model, store: nil, console: Console())
    let asker = Asker()
    _ = try model.answer(Array(Self.body(method, sentences: 2).utf8), for: asker)
    #expect(asker.progress.steps > 1 && asker.progress.steps == asker.progress.expectedSteps)
  }

  @Test("the steps of all windows of a long text are one number")
  func windows() throws {
    let directory = try TemporaryDirectory()
    let store = directory.url.appendingPathComponent("windows.globenc")
    let corpus = try directory.write("{\"text\":\"a fine film\"}\n", to: "film.jsonl")
    let run = try IndexTool.run([
      corpus.path, "--model", IndexTool.model, "--store", store.path, "--max-length", "32", "--stride", "8",
    ])
    try #require(run.status == 0, "\(run.errors)")
    let model = try ExplainingModel(IndexTool.model, store: try AttributionStore.openForReading(at: store), console: Console())
    let asker = Asker()
    let answer = String(decoding: try model.answer(Array(Self.body("n-enc", sentences: 8).utf8), for: asker), as: UTF8.self)
    let windows = try #require((2...20).first { answer.contains("\"windows\":\($0),") })
    #expect(asker.progress.expectedSteps == 3 * windows && asker.progress.steps == 3 * windows)
  }

  @Test("an explanation whose asker goes away ends at the next step, or does not begin, and the next asker gets an answer")
  func departure() throws {
    let model = try ExplainingModel(IndexTool.model, store: nil, console: Console())
    let body = Array(Self.body("integrated-gradients", sentences: 12).utf8)
    let patient = Asker()
    let answer = try model.answer(body, for: patient)

    let gone = Asker()
    gone.leave()
    #expect(throws: IndexerError.self) { try model.answer(body, for: gone) }
    #expect(gone.progress == Asker().progress)

    for _ in 0..<4 {
      let leaving = Asker()
      DispatchQueue.global().async {
        while leaving.progress.steps == 0 { Thread.sleep(forTimeInterval: 0.001) }
        leaving.leave()
      }
      #expect(throws: IndexerError.self) { try model.answer(body, for: leaving) }
      #expect((1..<patient.progress.steps).contains(leaving.progress.steps))
    }
    #expect(try model.answer(body, for: Asker()) == answer)
  }

  @Test("a client learns the steps of its explanation, and one that goes away frees its threads")
  func server() throws {
    struct Progress: Decodable, Equatable {
      var running = true
      let steps: Int?
      let of: Int?
    }
    let server = try ServedStore(["--model", IndexTool.model])
    func progress() throws -> Progress {
      try JSONDecoder().decode(Progress.self, from: Data(server.get("/api/progress?ask=slow").body.utf8))
    }
    func request(_ body: String) -> String {
      "POST /api/explain HTTP/1.1\r\nHost: localhost:\(server.port)\r\nConnection: close\r\nContent-Type: application/json\r\n"
        + "Globenc-Ask: slow\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body
    }
    let limit = ContinuousClock.now + .seconds(60)
    let seen = try HTTPClient(port: server.port).whileSilent(1, after: request(Self.body("integrated-gradients", sentences: 12))) {
      var seen = try progress()
      while seen.steps ?? 0 == 0, ContinuousClock.now < limit { seen = try progress() }
      return seen
    }
    let (steps, all) = (try #require(seen.steps), try #require(seen.of))
    #expect(steps > 0 && steps <= all)
    while try progress().running, ContinuousClock.now < limit { Thread.sleep(forTimeInterval: 0.01) }
    #expect(try progress() == Progress(running: false, steps: nil, of: nil))
    #expect(try server.send(request(Self.body("n-enc", sentences: 1))).status == 200)
  }
}
