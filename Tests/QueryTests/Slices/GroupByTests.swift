import Foundation
import Store
import TestSupport
import Testing

/// `--group-by`: one listing for each value of a column.
struct GroupByTests {
  private let store: SampleStore

  init() throws {
    let rows: [(source: KeptValue?, gold: String, predicted: String)] = [
      ("tweets", "negative", "negative"), ("amazon", "negative", "positive"), ("amazon", "positive", "positive"),
      (nil, "positive", "positive"),
    ]
    store = try SampleStore(
      rows.enumerated().map { place, row in
        SampleStore.example(
          row: place + 1, id: "e\(place + 1)", text: "fine", label: row.gold, predicted: row.predicted, confidence: 0.5,
          pieces: [("fine", 0..<4, Float(place + 1) / 8)], kept: [row.source])
      })
  }

  @Test func rowsSayWhichGroupTheyAreOf() throws {
    #expect(
      try store.run("labels", "--group-by", "source", "--csv").text
        == """
        source,label,predicted,examples,mean_confidence
        amazon,negative,positive,1,0.5
        amazon,positive,positive,1,0.5
        tweets,negative,negative,1,0.5
        ,positive,positive,1,0.5

        """)
    #expect(
      try store.run("top", "--group-by", "source", "--by", "mean", "--min-count", "1", "--jsonl").text.split(separator: "\n").map {
        $0.prefix(42)
      } == [
        #"{"source":"amazon","token":"fine","count":"#, #"{"source":"tweets","token":"fine","count":"#,
        #"{"source":null,"token":"fine","count":1,"m"#,
      ])
    #expect(
      try store.run("examples", "--group-by", "source", "-k", "1", "--csv").text
        == """
        group_source,example,label,predicted,confidence,tokens,truncated,text,pair,source
        amazon,e2,negative,positive,0.5,3,false,fine,,amazon
        tweets,e1,negative,negative,0.5,3,false,fine,,tweets
        ,e4,positive,positive,0.5,3,false,fine,,

        """)
  }

  @Test func jsonIsAListOfDocuments() throws {
    for command in [["labels"], ["top", "--by", "mean", "--min-count", "1"], ["examples"]] {
      let result = try QueryProgram.run([command[0], store.url.path] + command.dropFirst() + ["--group-by", "source", "--json"])
      let object = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any], "\(result.text)")
      let groups = try #require(object["groups"] as? [[String: Any]])
      #expect(object["group_by"] as? String == "source" && groups.map { $0["group"] as? String } == ["amazon", "tweets", nil])
      let key = ["labels": "labels", "top": "tokens", "examples": "examples"][command[0]] ?? ""
      #expect(groups.allSatisfy { ($0[key] as? [Any])?.isEmpty == false })
    }
  }

  @Test func aFieldOfCSVIsATextInTheGroupAsInItsRows() throws {
    let texts = try SampleStore(
      ["10", "9"].enumerated().map { place, stars in
        SampleStore.example(
          row: place + 1, id: "e\(place)", text: "fine", label: nil, predicted: "positive", confidence: 0.5, pieces: [("fine", 0..<4, 0.5)],
          kept: [.text(stars)])
      })
    let json = try texts.run("examples", "--group-by", "source", "--json").text
    #expect(json.contains(#""group":"9","#) && json.contains(#""source":"9""#), "\(json)")
    #expect(try #require(json.range(of: #""group":"9""#)).lowerBound < #require(json.range(of: #""group":"10""#)).lowerBound)
  }

  @Test func aTableHasABlockForEachGroup() throws {
    let text = try store.run("labels", "--group-by", "source").text
    #expect(text.hasPrefix("2 examples with source 'amazon'\n\n"))
    #expect(text.contains("\n\n1 example with source 'tweets'\n\n") && text.contains("\n\n1 example with source ''\n\n"))
    let examples = try store.run("examples", "--group-by", "predicted").text
    #expect(examples.hasPrefix("1 example with predicted label 'negative'\n\n"))
    #expect(examples.contains("\n\n3 examples with predicted label 'positive'\n\n"))
    #expect(
      try store.run("examples", "--group-by", "label", "--md").text.contains("|\n\n2 examples with gold label 'positive'\n\n| example"))
  }

  @Test func oneWithoutResultIsNamedAndTheOthersAreListed() throws {
    let result = try store.run("top", "--group-by", "source", "--by", "mean", "--min-count", "2", "--csv")
    #expect(result.text.hasPrefix("source,token,") && result.text.split(separator: "\n").count == 2 && result.status == 1)
    #expect(result.errors.split(separator: "\n").count == 3, "\(result.errors)")
    #expect(result.errors.hasSuffix("globenc-query: 2 of the 3 values of 'source' have no listing, as said above; the others have one\n"))
    let whole = try store.run("top", "--group-by", "source", "--by", "mean", "--min-count", "1", "--csv")
    #expect(whole.status == 0 && whole.errors == "")
    #expect(try store.run("top", "--group-by", "source", "--by", "mean", "--min-count", "9").status == 1)
    #expect(try store.run("labels", "--group-by", "sorce").errors.contains("keeps no column 'sorce'"))
    #expect(try store.run("labels", "--group-by", "source", "--length", "99").status == 1)
    #expect(try store.run("top", "--example", "e1", "--group-by", "source").status == 64)
  }

  @Test func ofManyValuesThoseOfTheMostExamplesAreListed() throws {
    let examples = (0..<60).map { place in
      SampleStore.example(
        row: place + 1, id: "e\(place)", text: "fine", label: nil, predicted: "positive", confidence: 0.5, pieces: [("fine", 0..<4, 0.5)],
        kept: [.json(place < 30 ? "\(place % 3).50" : "\(place)")])
    }
    let result = try SampleStore(examples).run("labels", "--group-by", "source", "--csv")
    #expect(result.errors == "globenc-query: 'source' has 33 values, of which the 20 of the most examples are listed\n")
    let lines = result.text.split(separator: "\n")
    #expect(
      lines.count == 21 && lines[1] == "0.5,,positive,10,0.5" && lines[4] == "30,,positive,1,0.5" && lines[20] == "46,,positive,1,0.5")
  }
}
