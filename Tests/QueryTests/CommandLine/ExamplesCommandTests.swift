import Foundation
import Store
import TestSupport
import Testing

@testable import Presentation

struct ExamplesCommandTests {
  @Test func examplesComeAsATableInTheOrderOfTheCorpus() throws {
    let result = try SampleStore().run("examples", "--label", "negative")
    #expect(
      result.text
        == """
        2 examples with gold label 'negative'

        example  label     predicted  confidence  tokens  truncated  text                 source
        a        negative  negative       0.7500       6  no         not unwatchable
        b        negative  positive       0.5000       9  yes        a film, "not"␊bad  web, "old"

        """.replacingOccurrences(of: "not unwatchable", with: "not unwatchable").replacingOccurrences(
          of: "text                 source", with: "text               source"))
    #expect(result.errors == "")
    #expect(result.status == 0)
  }

  @Test func csvHasTheColumnsOfTheExport() throws {
    let store = try SampleStore()
    #expect(try store.run("examples", "--format", "csv").output == store.run("export", "--what", "examples").output)
  }

  @Test func jsonSaysHowManyThereAre() throws {
    let result = try SampleStore().run("examples", "--predicted", "positive", "-k", "1", "--format", "json")
    #expect(
      result.text == #"{"label":null,"predicted":"positive","examples":[{"example":"b","label":"negative","#
        + #""predicted":"positive","confidence":0.5,"tokens":9,"truncated":true,"text":"a film, \"not\"\nbad","pair":null,"#
        + #""source":"web, \"old\""}],"count":2}"# + "\n")
    let sliced = try SampleStore().run("examples", "--misclassified", "--format", "json")
    #expect(sliced.text.hasPrefix(#"{"label":null,"predicted":null,"slice":"the misclassified examples","examples":[{"#))
  }

  @Test(
    arguments: [
      (["--sort", "confidence"], ["ünï,1", "a", "b"]), (["--sort", "confidence", "--ascending"], ["b", "a", "ünï,1"]),
      (["--sort", "length"], ["b", "a", "ünï,1"]), (["--sort", "length", "--ascending"], ["a", "ünï,1", "b"]),
      (["--sort", "score", "--token", "film"], ["ünï,1", "b"]), (["--sort", "score", "--token", "film", "--ascending"], ["b", "ünï,1"]),
      (["--sort", "row", "-k", "2"], ["a", "b"]),
    ])
  func theyCanBeSorted(arguments: [String], expected: [String]) throws {
    let store = try SampleStore()
    let result = try QueryProgram.run(["examples", store.url.path, "--format", "json"] + arguments)
    let object = try JSONSerialization.jsonObject(with: result.output) as? [String: Any]
    #expect((object?["examples"] as? [[String: Any]])?.map { $0["example"] as? String } == expected)
  }

  @Test func theScoreThatTheyAreSortedByIsAColumn() throws {
    let result = try SampleStore().run("examples", "--token", "film", "--sort", "score", "--format", "csv", "-k", "1")
    #expect(result.text.hasPrefix("example,score,label,predicted,confidence,tokens,truncated,text,pair,source\n\"ünï,1\",0.75,,positive,"))
  }

  @Test func aTableSaysHowManyItLeavesOutAndCutsLongTexts() throws {
    let long = String(repeating: "film ", count: 40)
    let examples = (1...3).map {
      SampleStore.example(
        row: $0, id: "\($0)", text: long, label: nil, predicted: nil, confidence: nil, pieces: [("film", 0..<4, 0.5)])
    }
    let result = try SampleStore(examples).run("examples", "-k", "2")
    #expect(
      result.text == """
        3 examples, of which 2 are shown

        example  tokens  text
        1             3  film film film film film film film film film film film film film film fi…
        2             3  film film film film film film film film film film film film film film fi…

        """)
  }

  @Test func whatWasSearchedForIsInTheMiddleOfItsText() throws {
    let filler = String(repeating: "film ", count: 40)
    let example = SampleStore.example(
      row: 1, id: "1", text: filler + "CAFE\u{301} \u{1B}[2J" + filler, label: nil, predicted: nil, confidence: nil,
      pieces: [("film", 0..<4, 0.5)])
    let store = try SampleStore([example])
    let result = try store.run("examples", "--contains", "caf\u{E9}")
    #expect(
      result.text == """
        1 example with 'caf\u{E9}' in the text; marked {} where the text has [] of its own

        example  tokens  text
        1             3  …lm film film film film film film {CAFE\u{301}} ␛[2Jfilm film film film film fi…

        """, "\(result.text)")
    let narrow = try store.run("examples", "--contains", "caf\u{E9}", environment: ["COLUMNS": "50"]).text
    #expect(
      narrow.split(separator: "\n").map { DisplayWidth.of(String($0)) }.max() == 50 && narrow.contains(" {CAFE\u{301}} "), "\(narrow)")
    let colored = try store.run("examples", "--contains", "caf\u{E9}", "--color", "always").text
    #expect(colored.contains("\u{1B}[1;7mCAFE\u{301}\u{1B}[0m"))
    #expect(try store.run("examples", "--contains", "cafe").status == 1)
    #expect(try store.run("examples", "--contains", "caf\u{E9}", "--csv").text.contains(filler + "CAFE\u{301} "))
  }

  @Test func theMostLikeShareTheWordsThatMatter() throws {
    func example(_ row: Int, _ words: [(String, Float)]) -> SampleExample {
      var end = -1
      let pieces = words.map { word, score -> (piece: String, offsets: Range<Int>, score: Float) in
        let start = end + 1
        end = start + word.unicodeScalars.count
        return (word, start..<end, score)
      }
      return SampleStore.example(
        row: row, id: "\(row)", text: words.map(\.0).joined(separator: " "), label: nil, predicted: nil, confidence: nil, pieces: pieces)
    }
    let store = try SampleStore([
      example(1, [("not", 0.25), ("bad", 0.25)]), example(2, [("film", 0.5)]), example(3, [("bad", 0.125), ("not", 0.125), ("bad", 0)]),
      example(4, [("not", 0.375), ("a", 0.5)]),
    ])
    let result = try store.run("examples", "--like", "1", "--format", "csv")
    // Example 4: 0.25 * 0.375 / (sqrt(2) * 0.25 * sqrt(0.375² + 0.5²)) = 0.375 / (sqrt(2) * 0.625)
    let cosine = 0.375 / (2.0.squareRoot() * 0.625)
    let rows = result.text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").prefix(2).map(String.init) }
    #expect(rows.map { $0[0] } == ["3", "4", "2"])
    #expect(zip(rows, [1, cosine, 0]).allSatisfy { abs((Double($0[1]) ?? -1) - $1) < 1e-12 })
    #expect(try store.run("examples", "--like", "1", "-k", "1").text.hasPrefix("The 1 most like '1' of 4 examples\n\nexample  similarity"))
    #expect(try store.run("examples", "--like", "7").errors.hasPrefix("globenc-query: no example has the id '7'; nearest: "))
  }

  @Test func aDamagedExampleIsNamedAndTheOthersAreListed() throws {
    let store = try SampleStore()
    var bytes = try Data(contentsOf: store.url)
    let text = try #require(bytes.range(of: Data("not unwatchable".utf8)))
    bytes[text.lowerBound] ^= 1
    try bytes.write(to: store.url)
    let result = try store.run("examples", "--label", "negative", "--format", "csv", "-o", "out.csv")
    #expect(
      result.errors == """
        globenc-query: the record of example 'a' is damaged: globenc-index repair drops it, so that the next run makes it anew
        globenc-query: the list is whole but for 1 damaged example, which it leaves out

        """)
    #expect(result.status == 1)
    let written = try String(contentsOf: store.directory.url.appendingPathComponent("out.csv"), encoding: .utf8)
    #expect(written.split(separator: "\n").count == 3 && written.contains("\nb,negative,"))
  }

  @Test func aListThatGoesOnBehindAnotherExampleSaysSo() throws {
    let store = try SampleStore()
    let own = try store.run("examples", "--label", "negative", "--sort", "length", "--after", "b", "--json")
    #expect(own.text.contains(#""example":"a""#) && own.errors == "")
    let other = try store.run("examples", "--predicted", "negative", "--sort", "length", "--after", "b", "--json")
    #expect(other.errors == "globenc-query: 'b' is none of these examples: the list goes on where it would stand\n")
    #expect(other.status == 0)
  }

  @Test(arguments: [["--like", "a", "--sort", "row"], ["--ascending"], ["-k", "0"]])
  func wrongUsageIsStatus64(arguments: [String]) throws {
    #expect(try QueryProgram.run(["examples", "reviews.db"] + arguments).status == 64)
  }

  @Test func whatWasFoundIsInOtherBracketsWhereTheTextHasSome() throws {
    func example(_ row: Int, _ text: String) -> SampleExample {
      SampleStore.example(
        row: row, id: "\(row)", text: text, label: nil, predicted: nil, confidence: nil, pieces: [("film", 0..<4, 0.5)])
    }
    let store = try SampleStore(
      [example(1, "film of [the products]"), example(2, "film of the products")], settings: SampleStore.settings(problemType: .none))
    let both = try store.run("examples", "--contains", "the products").text
    #expect(both.contains("; marked {} where the text has [] of its own\n"), "\(both)")
    #expect(both.contains("film of [{the products}]\n") && both.contains("film of [the products]\n"), "\(both)")
    let one = try store.run("examples", "--contains", "[the products]").text
    #expect(one.contains("film of {[the products]}\n"), "\(one)")
    #expect(try !store.run("examples", "--contains", "of the").text.contains("marked"))
  }
}
