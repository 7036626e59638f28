import Foundation
import Store
import TestSupport
import Testing

/// Kept columns on the command line: conditions, order, and their types in JSON.
struct KeptColumnTests {
  private let store: SampleStore

  init() throws {
    let values: [[KeptValue?]] = [[.json("-1.50"), "amazon", "2"], [.json("10"), "tweets", "n/a"], [.json("2"), nil, "3"]]
    let examples = values.enumerated().map { place, kept in
      SampleStore.example(
        row: place + 1, id: "e\(place + 1)", text: "fine", label: "positive", predicted: "positive", confidence: 0.5,
        pieces: [("fine", 0..<4, 0.5)],
        kept: kept)
    }
    store = try SampleStore(examples, settings: SampleStore.settings(keep: ["score", "source", "rank"]))
  }

  private func ids(_ arguments: String...) throws -> [String] {
    let result = try QueryProgram.run(["examples", store.url.path, "--csv"] + arguments)
    return result.text.split(separator: "\n").dropFirst().map { String($0.prefix { $0 != "," }) }
  }

  @Test func conditionsCompare() throws {
    #expect(try ids("--where", "score<0") == ["e1"])
    #expect(try ids("--where", "score>=2") == ["e2", "e3"])
    #expect(try ids("--where", "source=amazon|tweets", "--where", "score!=10") == ["e1"])
    let result = try store.run("examples", "--where", "source!=amazon", "--where", "score > 2")
    #expect(result.text.hasPrefix("1 example with source not 'amazon' and score > 2\n"))
  }

  @Test func whatCannotBeComparedIsSaid() throws {
    let text = try store.run("examples", "--where", "score<high")
    #expect(text.errors == "globenc-query: the column 'score' holds numbers, and 'high' is none to compare them with\n" && text.status == 1)
    let mixed = try store.run("examples", "--where", "rank>1", "--csv")
    #expect(
      mixed.errors
        == "globenc-query: the column 'rank' has values that are not numbers, such as 'n/a': they are neither less nor greater than 1\n")
    #expect(mixed.status == 0 && mixed.text.split(separator: "\n").count == 3)
    #expect(try store.run("examples", "--where", "score<1|2").status == 64)
  }

  @Test(
    arguments: [
      ("score==-1.5", "=-1.5", "=", "score=-1.5"), ("score=>1", ">1", ">", "score>=1"), ("score=<1", "<1", "<", "score<=1"),
      ("score<>10", ">10", ">", "score!=10"), ("score!==10", "=10", "=", "score!=10"), ("source==amazon", "=amazon", "=", "source=amazon"),
      ("kept_score == 2", "= 2", "=", "kept_score=2"), ("score>==2", "=2", "=", "score>=2"),
    ])
  func aSignOfAnotherLanguageIsAnsweredWithOurs(typed: String, value: String, sign: String, meant: String) throws {
    let result = try store.run("examples", "--where", typed)
    #expect(
      result.errors
        == "globenc-query: --where '\(typed)' compares with '\(value)', and no value of the column begins with '\(sign)': write '\(meant)'\n"
    )
    #expect(result.status == 64 && result.text == "")
  }

  @Test func aValueMayBeginWithASignWhereTheColumnHasSuchValues() throws {
    let signs = try SampleStore(
      ["=x", ">1"].enumerated().map { place, value in
        SampleStore.example(
          row: place + 1, id: "e\(place + 1)", text: "fine", label: nil, predicted: "positive", confidence: 0.5,
          pieces: [("fine", 0..<4, 0.5)],
          kept: [.text(value)])
      })
    #expect(try signs.run("examples", "--where", "source==x", "--csv").text.hasSuffix(",=x\n"))
    #expect(try signs.run("examples", "--where", "source=>1", "--csv").text.hasSuffix(",>1\n"))
    #expect(try signs.run("examples", "--where", "source=\"=y\"").status == 1)
  }

  @Test func aConditionWithoutAComparisonIsSaid() throws {
    let result = try store.run("examples", "--where", "score")
    #expect(
      result.errors.hasPrefix(
        "Error: --where 'score' does not say what the column's value is compared with: it is written as source=web, score<0 or stars!=3.\n")
    )
    #expect(result.status == 64)
    #expect(try store.run("examples", "--where", "=web").errors.hasPrefix("Error: --where '=web' names no column before its sign"))
  }

  @Test func anUnknownColumnIsAnsweredWithTheNearest() throws {
    #expect(
      try store.run("labels", "--where", "scor<0").errors
        == "globenc-query: the store keeps no column 'scor'; it has 'score', 'rank' or 'source'\n")
    #expect(
      try store.run("labels", "--where", "confidence>0.9").errors.hasPrefix(
        "globenc-query: the store keeps no column 'confidence' (--min-confidence and --max-confidence choose by it); it has "))
    #expect(
      try store.run("examples", "--sort", "confidenc").errors.hasPrefix(
        "globenc-query: the store keeps no column 'confidenc'; there are 'confidence', "))
  }

  @Test func listingsAreSortedByAKeptColumn() throws {
    #expect(try ids("--sort", "score") == ["e2", "e3", "e1"])
    #expect(try ids("--sort", "score", "--ascending") == ["e1", "e3", "e2"])
    #expect(try ids("--sort", "kept_source", "--ascending") == ["e1", "e2", "e3"])
    #expect(try ids("--sort", "rank") == ["e2", "e3", "e1"])
    let none = try SampleStore(SampleStore.reviews)
    let score = try none.run("examples", "--sort", "score")
    #expect(score.status == 64 && score.errors.contains("--sort score is by the score of a token, or of a word"))
    #expect(try none.run("examples", "--word", "not", "--sort", "score", "--csv").text.hasPrefix("example,score,label,"))
    let words = try none.run("examples", "--word", "unwatchable", "--sort", "score", "--jsonl")
    #expect(words.text.hasPrefix(#"{"example":"a","score":0.4375,"#))
  }

  @Test func aKeptNumberStaysANumberInJSON() throws {
    let lines = try store.run("examples", "--jsonl").text.split(separator: "\n")
    #expect(lines[0].hasSuffix(#""score":-1.50,"source":"amazon","rank":"2"}"#))
    #expect(lines[2].hasSuffix(#""score":2,"source":null,"rank":"3"}"#))
    #expect(try store.run("export", "--what", "examples").text.contains(",-1.50,amazon,2\n"))
  }
}
