import Foundation
import Store
import TestSupport
import Testing

struct CuesCommandTests {
  /// Ten positive examples with "fine", strong in all, and ten negative ones; "film" is in all texts, "bad" is pure but weak, "a" strong
  /// but rare.
  private static let examples: [SampleExample] = (1...20).map { row in
    let isPositive = row % 2 == 0
    let strength = Float(row) / 64
    var pieces: [(piece: String, offsets: Range<Int>, score: Float)] = [("film", 0..<4, 0.03125)]
    pieces.append(isPositive ? ("fine", 5..<9, 0.25 + strength) : ("bad", 5..<8, 0.0625))
    if row == 20 { pieces.append(("a", 10..<11, 0.125)) }
    return SampleStore.example(
      row: row, id: "e\(row)", text: isPositive ? "film fine a" : "film bad", label: isPositive ? "positive" : "negative",
      predicted: row == 2 ? "negative" : isPositive ? "positive" : "negative", confidence: 0.75, pieces: pieces)
  }

  // fine: (2.5 + 110 / 64) / 10 = 0.421875; all: (0.625 + 4.21875 + 0.625 + 0.125) / 41 = 0.1364329...
  private static let mean = 5.59375 / 41

  @Test(arguments: [[], ["--length", "0..9"], ["--words"]])
  func aStrongPureFrequentTokenIsListedWithEvidence(arguments: [String]) throws {
    let store = try SampleStore(Self.examples)
    let result = try QueryProgram.run(["cues", store.url.path, "--format", "csv"] + arguments)
    #expect(
      result.text == "token,label,count,purity,mean,ratio,example_1,example_2,example_3\n"
        + "fine,positive,10,1.0,0.421875,\(0.421875 / Self.mean),e20,e18,e16\n")
    #expect(result.errors == "")
  }

  @Test func eachBoundIsAnOption() throws {
    let store = try SampleStore(Self.examples)
    func tokens(_ arguments: String...) throws -> [String] {
      try QueryProgram.run(["cues", store.url.path, "--format", "csv"] + arguments).text.split(separator: "\n").dropFirst()
        .map { String($0.prefix { $0 != "," }) }
    }
    #expect(try tokens("--min-count", "11").isEmpty)
    #expect(try tokens("--ratio", "0.1").count == 2)
    #expect(try tokens("--ratio", "0.1", "--min-count", "1") == ["fine", "a", "bad"])
    #expect(try tokens("--ratio", "0", "--purity", "0.5") == ["fine", "bad", "film"])
    #expect(try tokens("--of", "predicted") == ["fine"])
    #expect(try tokens("--of", "predicted", "--purity", "0.91").isEmpty)
    _ = try store.directory.write("Fine\n", to: "stop.txt")
    #expect(try tokens("--stopwords", store.directory.url.appendingPathComponent("stop.txt").path).isEmpty)
  }

  @Test func aTableAndJSON() throws {
    let store = try SampleStore(Self.examples)
    #expect(
      try store.run("cues").text == """
        20 examples: strong tokens that go with one gold label; ▁ begins a word

        token  label     count  purity    mean   ratio  examples
        ▁fine  positive     10  1.0000  0.4219  3.0922  e20, e18, e16

        """)
    #expect(
      try store.run("cues", "--format", "json").text.hasPrefix(
        #"{"label":null,"predicted":null,"examples":20,"side":"gold","min_ratio":3.0,"min_purity":0.9,"min_count":10,"cues":[{"token":"fine","#
      ))
    let none = try store.run("cues", "--ratio", "9")
    #expect(
      none.errors == "globenc-query: no token in 20 examples is strong, pure and frequent enough; lower --ratio (9.0), --purity (0.9) or "
        + "--min-count (10)\n")
    #expect(none.status == 1)
  }

  @Test(arguments: [["--ratio", "-1"], ["--ratio", "nan"], ["--purity", "1.5"], ["--min-count", "0"], ["--of", "both"]])
  func wrongUsageIsStatus64(arguments: [String]) throws {
    #expect(try QueryProgram.run(["cues", "reviews.db"] + arguments).status == 64)
  }
}
