import Support
import Testing

@testable import Indexer

/// An asker can be told how far the answer is, by the name that the question has.
struct RunningQuestionsTests {
  private func request(_ name: String?) throws -> HTTPRequest {
    let line = name.map { "\nGlobenc-Ask: \($0)" } ?? ""
    return HTTPRequest(try HTTPHead(Array("GET /api/cues HTTP/1.1\nHost: x\(line)".utf8), mostBody: 0))
  }

  private static let unknown = #"{"running":false,"waiting":false,"scan":null,"examples":null,"steps":null,"of":null}"#

  @Test("the examples of a scan are counted, those of the next scan anew, and after the answer the name stands for nothing")
  func scans() async throws {
    let running = RunningQuestions()
    let request = try request("q1")
    func progress() -> String { running.progress(of: "q1").text }
    #expect(progress() == Self.unknown)
    await running.naming(request) {
      #expect(progress() == #"{"running":true,"waiting":true,"scan":0,"examples":0,"steps":null,"of":null}"#)
      request.asker.begin()
      #expect(progress() == #"{"running":true,"waiting":false,"scan":0,"examples":0,"steps":null,"of":null}"#)
      for examples in [1_000, 2_000] { request.asker.note(examples: examples) }
      #expect(progress() == #"{"running":true,"waiting":false,"scan":1,"examples":2000,"steps":null,"of":null}"#)
      // Between scans nothing is passed.
      for examples in [0, 500] { request.asker.note(examples: examples) }
      #expect(progress() == #"{"running":true,"waiting":false,"scan":2,"examples":500,"steps":null,"of":null}"#)
      #expect(running.progress(of: "q2").text == Self.unknown)
    }
    #expect(progress() == Self.unknown)
  }

  @Test("the steps of an explanation are told as soon as their number is known")
  func steps() async throws {
    let running = RunningQuestions()
    let request = try request("q1")
    await running.naming(request) {
      request.asker.begin()
      request.asker.expect(steps: 64)
      #expect(running.progress(of: "q1").text == #"{"running":true,"waiting":false,"scan":0,"examples":0,"steps":0,"of":64}"#)
      for steps in [0, 2, 10] { request.asker.note(steps: steps) }
      request.asker.expect(steps: 128)
      #expect(running.progress(of: "q1").text == #"{"running":true,"waiting":false,"scan":0,"examples":0,"steps":12,"of":192}"#)
    }
    #expect(running.progress(of: "q1").text == Self.unknown)
  }

  @Test("a question without a name, or with too long a one, is answered all the same")
  func names() async throws {
    let running = RunningQuestions()
    #expect(try await running.naming(request(nil)) { 1 } == 1)
    let long = String(repeating: "q", count: 65)
    try await running.naming(request(long)) { #expect(running.progress(of: long).text == Self.unknown) }
  }

  @Test("of two questions with one name, the end of the first does not end the second")
  func twins() async throws {
    let running = RunningQuestions()
    let (first, second) = (try request("q"), try request("q"))
    await running.naming(second) {
      await running.naming(first) {}
      #expect(running.progress(of: "q").text == Self.unknown)
    }
    await running.naming(first) { await running.naming(second) { #expect(running.progress(of: "q").text.contains("true")) } }
  }
}
