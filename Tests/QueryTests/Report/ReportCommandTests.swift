import Foundation
import Store
import TestSupport
import Testing

/// The examples of a page, and the sentences about them.
struct ReportCommandTests {
  @Test func thePageHasTheExamplesOfTheSlice() throws {
    let result = try SampleStore().run("report", "--label", "negative")
    #expect(result.errors == "")
    #expect(result.status == 0)
    let data = try PageData(ofPage: result.text)
    #expect(data.examples.map(\.id) == ["a", "b"])
    #expect(data.labels == ["negative", "positive"])
    #expect(data.specials == ["[CLS]", "[SEP]"])
    let first = data.examples[0]
    #expect(first.x == ["not unwatchable"])
    #expect([first.g, first.p] == [0, 0])
    #expect(first.c == 0.75)
    // [CLS], not, unwatchable, [SEP]
    #expect(first.u == [-1, 0, 0, 3, 1, 11, -1, 1])
    #expect(first.s == [1562, 2500, 4375, 1562])
    #expect(first.o == 1)
    // The second review has a value, and was truncated behind its last word.
    #expect(data.columns == ["source"])
    #expect(data.examples.map(\.k) == [[nil], ["web, \"old\""]])
    #expect(
      first.r == [[2, 5000, 0, 1666, 1, 1666, 3, 1666], [2, 5000, 0, 1666, 1, 1666, 3, 1666], [2, 5000, 0, 1666, 1, 1666, 3, 1666]])
    #expect(result.text.contains("2 examples with gold label &#39;negative&#39;, of 3 in the store"))
    #expect(result.text.contains(">50.0 %</dd>"))
  }

  @Test func whatAModelDoesNotSayIsNotShown() throws {
    let regression = SampleStore.example(
      row: 1, id: "r", text: "fine", label: "3.5", predicted: nil, confidence: nil, value: 2.25, pieces: [("fine", 0..<4, 0.5)])
    let page = try SampleStore([regression], settings: SampleStore.settings(problemType: .regression)).run("report")
    #expect(page.status == 0)
    #expect(page.text.contains(#""v":2.2500"#))
    #expect(!page.text.contains("accuracy") && !page.text.contains("Confidence of"))
  }

  @Test func whereNoGoldLabelIsAClassNothingIsRightOrWrong() throws {
    let records = SampleStore.reviews.map { record in
      var record = record
      record.label = "4"
      return record
    }
    let page = try SampleStore(records).run("report").text
    #expect(page.contains(#""judged":false"#))
    #expect(page.contains("There is no accuracy: no gold label here is a class of the model."))
    #expect(!page.contains("are right") && !page.contains("</span>wrong"))
    #expect(try SampleStore().run("report").text.contains(#""judged":true"#))
    // Examples that were chosen by their outcome do not show how many predictions are right.
    #expect(!(try SampleStore().run("report", "--misclassified").text.contains("<dt>accuracy</dt>")))
  }

  @Test func anEmptySliceIsStatus1AndNoPage() throws {
    let store = try SampleStore()
    let result = try store.run("report", "--label", "negative", "--min-confidence", "0.9", "-o", "page.html")
    #expect(result.errors == "globenc-query: no example has gold label 'negative' and confidence of at least 0.9\n")
    #expect(result.status == 1)
    #expect(!FileManager.default.fileExists(atPath: store.directory.url.appendingPathComponent("page.html").path))
    #expect(try SampleStore([]).run("report").errors == "globenc-query: the store has no examples\n")
  }

  @Test func aDamagedExampleIsNamedAndLeftOut() throws {
    let store = try SampleStore()
    var bytes = try Data(contentsOf: store.url)
    let text = try #require(bytes.range(of: Data("not unwatchable".utf8)))
    bytes[text.lowerBound] ^= 1
    try bytes.write(to: store.url)
    let result = try store.run("report", "--no-words", "-o", "page.html")
    #expect(
      result.errors == """
        globenc-query: the record of example 'a' is damaged: globenc-index repair drops it, so that the next run makes it anew
        globenc-query: the page is whole but for 1 damaged record, which it leaves out

        """)
    #expect(result.status == 1)
    let page = try String(contentsOf: store.directory.url.appendingPathComponent("page.html"), encoding: .utf8)
    #expect(try PageData(ofPage: page).examples.map(\.id) == ["b", "ünï,1"])
  }

  @Test func thePageLoadsNothing() throws {
    let page = try HostileStore.make().run("report").text
    #expect(page.contains("default-src 'none'"))
    let markup = page.replacing(#/<script[\s\S]*?<\/script>/#, with: "")
    #expect(!markup.contains(#/(?:src|href)="(?!data:,|#)/#))
    #expect(!markup.contains("@import") && !markup.contains("url("))
  }

  @Test func theFirstExamplesAreThoseOfTheOrder() throws {
    let store = try SampleStore()
    let page = try store.run("report", "--sort", "confidence", "-k", "2").text
    #expect(try PageData(ofPage: page).examples.map(\.id) == ["ünï,1", "a"])
    #expect(page.contains("The page has the first 2 of 3 examples, the most confident first."))
    #expect(page.contains(#"<option value="page">the most confident first</option><option value="corpus">order of the corpus</option>"#))
    let ascending = try store.run("report", "--sort", "length", "--ascending").text
    #expect(try PageData(ofPage: ascending).examples.map(\.id) == ["a", "ünï,1", "b"])
    let scores = try store.run("report", "--token", "not", "--sort", "score").text
    #expect(try PageData(ofPage: scores).examples.map(\.id) == ["b", "a"])
  }

  @Test(arguments: [
    ["--layers=-1"], ["-k", "0"], ["--format", "html"], ["--max-size", "much"], ["--max-size=-1"], ["--ascending"],
  ]) func wrongUsageIsStatus64(arguments: [String]) throws {
    #expect(try QueryProgram.run(["report", "reviews.db"] + arguments).status == 64)
  }
}
