import Foundation
import Store
import Support
import TestSupport
import Testing

@testable import Indexer

/// `--progress`, for programs that show a bar of their own.
struct ProgressOptionTests {
  private let directory: TemporaryDirectory
  private let corpus: String
  private let store: String

  init() throws {
    directory = try TemporaryDirectory()
    corpus = try directory.write(
      (1...40).map { "{\"text\": \"text number \($0) not bad\", \"label\": \"positive\"}\n" }.joined() + "nonsense\n", to: "c.jsonl"
    ).path
    store = directory.url.appendingPathComponent("s.globenc").path
  }

  @Test("with json, every line of standard error is an object, of an indexing run too")
  func index() throws {
    let run = try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store, "--progress", "json"])
    #expect(run.status == 1 && run.output == "")
    let events = try ExplainedCorpus.objects(run.errors)
    let progress = try #require(events.last { $0["event"] as? String == "progress" })
    let size = try FileManager.default.attributesOfItem(atPath: corpus)[.size] as? Int
    #expect(progress["rows"] as? Int == 41 && progress["examples"] as? Int == 40 && progress["failed"] as? Int == 1)
    #expect(progress["bytes"] as? Int == size && progress["size"] as? Int == size && progress["share"] as? Double == 1)
    #expect(progress["limit"] is NSNull && progress["seconds"] is Double && progress["tokens"] as? Int ?? 0 > 200)
    let summary = try #require(events.last)
    #expect(summary["event"] as? String == "summary" && summary["stopped"] as? Bool == false && summary["seconds"] as? Double ?? 0 > 0)
    #expect(summary["examples"] as? Int == 40 && summary["failed"] as? Int == 1 && summary["tokens"] as? Int == progress["tokens"] as? Int)
    let messages = events.compactMap { $0["message"] as? String }
    #expect(messages.contains { $0.hasPrefix("columns: text = text") })
    #expect(messages.contains { $0.hasSuffix(": row 41: not JSON: a value expected at byte 1") })
    #expect(events.allSatisfy { ($0["event"] as? String == "message") == ($0["message"] != nil) })
    #expect(Set(events.compactMap { $0["event"] as? String }) == ["progress", "summary", "message"])
  }

  @Test("errors are messages, too")
  func errors() throws {
    let run = try IndexTool.run([corpus, "--model", "/nonexistent", "--store", store, "--progress", "json"])
    let events = try ExplainedCorpus.objects(run.errors)
    #expect(run.status == 2 && events.count == 1 && (events[0]["message"] as? String)?.contains("/nonexistent") == true)
  }

  @Test("a signal ends the objects with a summary")
  func stopped() throws {
    let running = try IndexTool.start(["-", "--model", IndexTool.model, "--store", store, "--progress", "json"])
    try running.input.write(contentsOf: Data("{\"text\": \"one\"}\nnonsense\n{\"cut".utf8))
    while !running.errors.contains("row 2"), running.process.isRunning { usleep(20_000) }
    kill(running.process.processIdentifier, SIGINT)
    let result = running.wait()
    let events = try ExplainedCorpus.objects(result.errors)
    let summary = try #require(events.last { $0["event"] as? String == "summary" })
    #expect(result.status == 130 && summary["stopped"] as? Bool == true && summary["examples"] as? Int == 1)
    #expect((events.last { $0["event"] as? String == "progress" })?["size"] is NSNull)
  }

  @Test("commands that ask the model of a store again have such objects, too")
  func otherCommands() throws {
    #expect(try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store, "--quiet"]).status == 1)
    func events(_ arguments: [String]) throws -> [NSDictionary] {
      let run = try IndexTool.run(arguments + ["--model", IndexTool.model, "--progress", "json"])
      #expect(run.status == 0, "\(run.errors)")
      return try ExplainedCorpus.objects(run.errors)
    }
    let evaluated = try events(["evaluate", store, "--sample", "5"])
    #expect(evaluated.last?["event"] as? String == "summary" && evaluated.last?["texts"] as? Int == 5)
    let ablated = try events(["ablate", store, "--word", "bad", "--word", "number"])
    let steps = ablated.filter { $0["event"] as? String == "progress" }
    #expect(steps.first?["done"] as? Int == 0 && steps.first?["total"] as? Int == 2 && steps.first?["unit"] as? String == "words")
    #expect(ablated.last?["event"] as? String == "summary" && ablated.last?["words"] as? Int == 2 && ablated.last?["texts"] as? Int == 80)
    let verified = try events(["verify", store, "--recompute", "3"])
    let summary = try #require(verified.first { $0["event"] as? String == "summary" })
    #expect(summary["examples"] as? Int == 40 && summary["computed_again"] as? Int == 3 && summary["findings"] as? Int == 0)
  }

  @Test("only a bar is a bar")
  func modes() throws {
    #expect(Console(progress: .bar, isTerminal: true).isTerminal)
    #expect(!Console(progress: .json, isTerminal: true).isTerminal && !Console(progress: .none, isTerminal: true).isTerminal)
    let plain = try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store, "--progress", "none"])
    #expect(plain.errors.contains("\nglobenc-index: indexed 40 examples") && !plain.errors.contains("{"))
    let wrong = try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store, "--progress", "json", "--quiet"])
    #expect(wrong.status == 64 && wrong.errors.hasPrefix("Error: --quiet shows no progress: it does not go with --progress json.\n"))
  }
}
