import Foundation
import GRDB
import Store
import TestSupport
import Testing

@testable import Presentation
@testable import query

/// A server's answers are those of the command line, byte for byte.
struct QuestionTests {
  typealias Parameters = [(name: String, value: String)]

  /// Questions, and the command lines that ask the same.
  static let pairs: [(question: Question, parameters: Parameters, command: [String])] = [
    (.info, [], ["info"]),
    (.labels, [], ["labels"]),
    (.labels, [("misclassified", "1"), ("group-by", "label")], ["labels", "--misclassified", "--group-by", "label"]),
    (.top, [("label", "negative"), ("min-count", "1"), ("k", "3")], ["top", "--label", "negative", "--min-count", "1", "-k", "3"]),
    (
      .top, [("predicted", "positive"), ("by", "mean"), ("pieces", ""), ("min-count", "1")],
      ["top", "--predicted", "positive", "--by", "mean", "--pieces", "--min-count", "1"]
    ),
    (.examples, [("where", "source="), ("k", "2")], ["examples", "--where", "source=", "-k", "2"]),
    (
      .examples, [("contains", "film"), ("sort", "confidence"), ("ascending", "true")],
      ["examples", "--contains", "film", "--sort", "confidence", "--ascending"]
    ),
    (.examples, [("skip", "1"), ("k", "1")], ["examples", "--skip", "1", "-k", "1"]),
    (.examples, [("id", "b"), ("id", "a")], ["examples", "--id", "b", "--id", "a"]),
    (.examples, [("no-count", "1"), ("k", "2")], ["examples", "--no-count", "-k", "2"]),
    (.examples, [("after", "a")], ["examples", "--after", "a"]),
    (.examples, [("like", "a")], ["examples", "--like", "a"]),
    (.example, [("id", "ünï,1")], ["top", "--example", "ünï,1", "-k", "all", "--include-special"]),
    (.matrix, [("id", "a"), ("layer", "final")], ["matrix", "a", "--layer", "final"]),
    (.tokens, [("token", "not"), ("words", "1")], ["tokens", "not", "--words"]),
    (.cues, [("ratio", "0"), ("min-count", "1")], ["cues", "--ratio", "0", "--min-count", "1"]),
  ]

  @Test("the answer is the command's JSON, and the remarks are its messages", arguments: pairs)
  func answers(_ pair: (question: Question, parameters: Parameters, command: [String])) throws {
    let sample = try SampleStore()
    let path = sample.url.path
    let said = try sample.run(pair.command + ["--format", "json"])
    let answer = try pair.question.answer(
      pair.parameters, from: path, of: [path: try AttributionStore.openForReading(at: URL(fileURLWithPath: path))])
    #expect(String(decoding: answer.content, as: UTF8.self) == said.text)
    #expect(!answer.content.isEmpty)
    #expect(answer.remarks.map { "globenc-query: \($0)\n" }.joined() == said.errors)
  }

  private func pages(_ parameters: Parameters, of sample: SampleStore) throws -> (ids: [String], counts: [Any]) {
    let stores = [sample.url.path: try AttributionStore.openForReading(at: sample.url)]
    var (ids, counts, next): ([String], [Any], String?) = ([], [], nil)
    repeat {
      let page = try Question.examples.answer(parameters + (next.map { [("after", $0)] } ?? []), from: sample.url.path, of: stores)
      let document = try #require(try JSONSerialization.jsonObject(with: Data(page.content)) as? [String: Any])
      ids += (document["examples"] as? [[String: Any]] ?? []).compactMap { $0["example"] as? String }
      counts.append(try #require(document["count"]))
      next = page.next
    } while next != nil && ids.count < 1_000
    return (ids, counts)
  }

  @Test("pages of a list, counted or not, lead to the next one until all examples were shown", arguments: [2, 3], ["0", "1"])
  func pages(_ size: Int, _ isUncounted: String) throws {
    let sample = try SampleStore()
    let (ids, counts) = try pages([("k", String(size)), ("no-count", isUncounted)], of: sample)
    #expect(ids == SampleStore.reviews.map(\.id))
    #expect(counts.allSatisfy { $0 is NSNull } == (isUncounted == "1"))
  }

  @Test("pages go on in any order", arguments: ["length", "confidence", "source"])
  func sortedPages(_ sort: String) throws {
    let sample = try SampleStore()
    let whole = try pages([("sort", sort), ("k", "100")], of: sample).ids
    #expect(Set(whole) == Set(SampleStore.reviews.map(\.id)))
    for size in [1, 2] { #expect(try pages([("sort", sort), ("k", String(size))], of: sample).ids == whole) }
    #expect(try pages([("sort", sort), ("k", "1"), ("skip", "1")], of: sample).ids.first == whole[1])
  }

  @Test("pages go on behind a damaged example", arguments: [[("no-count", "1")], [("sort", "length")]] as [Parameters])
  func damagedPages(_ parameters: Parameters) throws {
    let sample = try SampleStore()
    let whole = try pages(parameters, of: sample).ids
    try DatabaseQueue(path: sample.url.path).write {
      try $0.execute(sql: "UPDATE example SET text = 'another' WHERE id = ?", arguments: [whole[1]])
    }
    #expect(try pages(parameters + [("k", "2")], of: sample).ids == whole.enumerated().filter { $0.offset != 1 }.map(\.element))
  }

  /// Questions that cannot be answered, and what is said of them.
  static let refusals: [(question: Question, parameters: Parameters, sentence: String)] = [
    (.top, [("label", "negativ")], "negativ"), (.top, [("label", "a"), ("label", "b")], "is given twice"),
    (.top, [("output", "/tmp/x")], "there is no parameter 'output' here"),
    (.examples, [("examples", "/etc/passwd")], "there is no parameter"),
    (.top, [("label", "negative"), ("versus", "--examples /etc/passwd")], "names a file, which a server does not read"),
    (.cues, [("stopwords", "/etc/passwd")], "there is no parameter"),
    (.top, [("k", "all"), ("label", "negative")], "is a number from 1 to"),
    (.examples, [("misclassified", "perhaps")], "is 1 or 0"), (.matrix, [], "the parameter 'id' is missing"),
    (.matrix, [("id", "--output=/tmp/x")], "--output=/tmp/x"), (.example, [("id", "nobody")], "nobody"),
    (.compare, [("other", "/etc/passwd")], "no store '/etc/passwd' is served here"), (.examples, [("length", "x")], "length"),
    (.examples, [("id", "")], "the parameter 'id' has no value"),
    (.compare, [("class", "a"), ("class", "b"), ("class", "c")], "--class is given at most twice"),
  ]

  @Test("a wrong question gets one sentence, and no file is read or written", arguments: refusals)
  func refuses(_ refusal: (question: Question, parameters: Parameters, sentence: String)) throws {
    let sample = try SampleStore()
    let path = sample.url.path
    let store = try AttributionStore.openForReading(at: sample.url)
    #expect {
      try refusal.question.answer(refusal.parameters, from: path, of: [path: store])
    } throws: {
      let sentence = "\($0)"
      return sentence.contains(refusal.sentence) && !sentence.contains("root:")
    }
  }

  @Test("an answer that would be too long is refused, and what to do is said")
  func tooLong() throws {
    let buffer = AnswerBuffer(limit: 10)
    let sink = ByteSink(buffer)
    try sink.write("0123456789")
    try sink.flush()
    try sink.write("0")
    #expect { try sink.flush() } throws: { "\($0)".contains("more than 10 bytes: ask for less") }
    #expect(buffer.content == Array("0123456789".utf8))
  }
}
