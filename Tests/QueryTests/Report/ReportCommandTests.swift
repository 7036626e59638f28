import Foundation
import Store
import TestSupport
import Testing

@testable import query

struct ReportCommandTests {
  /// The data that a page's script reads.
  private struct PageData: Decodable {
    struct Example: Decodable {
      let id: String
      let o: Int
      let k: [String?]?
      let e: [Int]?
      let h: [Int]?
      let g: Int?
      let p: Int?
      let c: Double?
      let x: [String]
      let u: [Int]
      let b: Int?
      let s: [Int]
      let r: [[Int]]?
      let w: Int?
    }
    let labels: [String]
    let columns: [String]
    let words: [String]
    let specials: [String]
    let layers: Int
    let examples: [Example]

    init(ofPage page: String) throws {
      let start = try #require(page.range(of: #"<script type="application/json" id="data">"#)).upperBound
      let end = try #require(page.range(of: "</script>", range: start..<page.endIndex)).lowerBound
      self = try JSONDecoder().decode(Self.self, from: Data(page[start..<end].utf8))
    }
  }

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
    // The second review has a value, and was cut off behind its last word.
    #expect(data.columns == ["source"])
    #expect(data.examples.map(\.k) == [[nil], ["web, \"old\""]])
    #expect(
      first.r == [[2, 5000, 0, 1666, 1, 1666, 3, 1666], [2, 5000, 0, 1666, 1, 1666, 3, 1666], [2, 5000, 0, 1666, 1, 1666, 3, 1666]])
    #expect(result.text.contains("2 examples with gold label &#39;negative&#39;, of 3 in the store"))
    #expect(result.text.contains(">50.0 %</dd>"))
  }

  @Test func piecesCanBeShownInsteadOfWords() throws {
    let data = try PageData(ofPage: try SampleStore().run("report", "--no-words", "-k", "1").text)
    #expect(data.examples.map(\.u) == [[-1, 0, 0, 3, 1, 2, 0, 5, 0, 4, -1, 1]])
  }

  @Test func placesAreThoseOfJavaScript() throws {
    let example = SampleStore.example(
      row: 1, id: "1", text: "\u{1F600} bad \u{1F600}film", label: nil, predicted: nil, confidence: nil,
      pieces: [("bad", 2..<5, 0.5), ("film", 7..<11, 0.25)])
    let data = try PageData(ofPage: try SampleStore([example], settings: SampleStore.settings(problemType: .none)).run("report").text)
    #expect(data.examples[0].u == [-1, 0, 3, 3, 3, 4, -1, 1])
  }

  @Test func fiveHundredReviewsWithTheirLayersStayUnderTwoMegabytes() throws {
    let directory = try TemporaryDirectory()
    let store = directory.url.appendingPathComponent("movies.globenc")
    try ReportSamples.index(to: store, limit: 500, "--layers", "all")
    let page = try QueryProgram.run(["report", store.path]).text
    #expect(page.utf8.count < 2_000_000)
    #expect(try PageData(ofPage: page).examples.allSatisfy { $0.r != nil })
    let note = "Layers are kept for the first 50 examples; --layers asks for more, in place of examples where the page is full.</p>"
    #expect(page.contains(note))
    // The whole page is made anew from the same store, byte by byte.
    #expect(try QueryProgram.run(["report", store.path]).text == page)
  }

  @Test func aLargerSliceLeavesOutDetailAndSaysSo() throws {
    let text = "bad " + String(repeating: "0123456789 ", count: 1000)
    let examples = (1...1200).map { row in
      // Most of what a page has room for is in the texts of the last 200.
      SampleStore.example(
        row: row, id: "\(row)", text: row > 1000 ? text : "bad", label: "negative", predicted: "negative", confidence: 0.5,
        pieces: [("bad", 0..<3, 0.5)])
    }
    let store = try SampleStore(examples)
    let page = try store.run("report").text
    let data = try PageData(ofPage: page)
    #expect(page.utf8.count < 2_000_000)
    #expect((1001..<1200).contains(data.examples.count))
    #expect(data.examples.map(\.id) == (1...data.examples.count).map(String.init))
    #expect(data.examples.allSatisfy { $0.r == nil })
    let shown = HTML.grouped(data.examples.count)
    let left = 1200 - data.examples.count
    #expect(
      page.contains(
        "The page has the first \(shown) of 1,200 examples: \(left) are left out, for it is to stay under 2 MB (--max-size). What words "
          + "other than [CLS] are made of is left out."))
    #expect(page.contains("<dd>1,200</dd>"))
    let limited = try PageData(ofPage: try store.run("report", "-k", "1000").text)
    #expect(limited.examples.count == 1000)
    #expect(limited.examples.allSatisfy { $0.r != nil })
  }

  @Test func aStoreWithoutTextsShowsTheWordsOfItsTokens() throws {
    let directory = try TemporaryDirectory()
    let store = directory.url.appendingPathComponent("movies.globenc")
    try ReportSamples.index(to: store, limit: 2, "--no-text")
    let page = try QueryProgram.run(["report", store.path]).text
    let data = try PageData(ofPage: page)
    #expect(data.examples[1].x == ["ultimately , it ponders the reasons we need stories so much ."])
    #expect(data.examples[1].u.prefix(8) == [-1, 0, 0, 10, 1, 1, 1, 2])
    #expect(page.contains("The store keeps no texts: the words of the tokens are shown."))
    let shown = try QueryProgram.run(["show", store.path, "movies-15", "--row", "0", "--plain"])
    #expect(shown.text.contains("\nultimately  ,") && shown.text.contains("\n█ "))
  }

  @Test func aTextThatWasReadInWindowsIsShownWholeAndItsMatricesByWindow() throws {
    let directory = try TemporaryDirectory()
    let store = directory.url.appendingPathComponent("movies.globenc")
    try ReportSamples.index(to: store, limit: 2, "--max-length", "24", "--stride", "8", "--layers", "all")
    let page = try QueryProgram.run(["report", store.path]).text
    let data = try PageData(ofPage: page)
    // 55 tokens between [CLS] and [SEP]: windows of 22, each with 8 of the one before.
    #expect(data.examples.map(\.w) == [4, nil])
    #expect(data.examples.map { $0.r == nil } == [true, false])
    #expect(data.layers == 3)
    let export = try QueryProgram.run(["export", store.path, "--what", "matrices"])
    #expect(
      try ZipReader(export.output).entries.map(\.name) == [
        "movies-1@1.npy", "movies-1@2.npy", "movies-1@3.npy", "movies-1@4.npy", "movies-15.npy",
      ])

    #expect(try QueryProgram.run(["show", store.path, "movies-1"]).text.contains("joined from 4 windows"))
    let row = try QueryProgram.run(["show", store.path, "movies-1", "--row", "30", "--window", "2"])
    #expect(row.text.contains("\nrow 30, window 2: what the token '"))
    let unnamed = try QueryProgram.run(["show", store.path, "movies-1", "--row", "30"])
    #expect(unnamed.errors.contains("was indexed in 4 windows, each with matrices of its own: choose one with --window 1 to --window 4"))
    #expect(unnamed.status == 64)
    let elsewhere = try QueryProgram.run(["show", store.path, "movies-1", "--row", "30", "--window", "1"])
    #expect(elsewhere.errors == "globenc-query: window 1 of example 'movies-1' does not hold token 30\n")
    #expect(elsewhere.status == 1)
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
    // Examples that were chosen by their outcome say nothing of how many are right.
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

  @Test func aPageStaysUnderTheSizeThatIsAskedFor() throws {
    let text = "bad " + String(repeating: "0123456789 ", count: 100)
    let store = try SampleStore(
      (1...200).map {
        SampleStore.example(
          row: $0, id: "\($0)", text: text, label: "negative", predicted: "negative", confidence: 0.5, pieces: [("bad", 0..<3, 0.5)])
      })
    let pages = try ["100kB", "150kB", "1MB"].map { try store.run("report", "--max-size", $0) }
    let counts = try pages.map { try PageData(ofPage: $0.text).examples.count }
    #expect(zip(pages, [100_000, 150_000, 1_000_000]).allSatisfy { $0.0.output.count < $0.1 })
    #expect(counts[0] > 20 && counts[0] < counts[1] && counts[1] < counts[2] && counts[2] == 200)
    #expect(pages[0].text.contains(": \(200 - counts[0]) are left out, for it is to stay under 100 kB (--max-size)."))
    // What is not an example cannot be left out.
    let least = try store.run("report", "--max-size", "1k")
    #expect(try PageData(ofPage: least.text).examples.count == 1)
    #expect(least.errors.contains("more than --max-size"))
    #expect(least.text.contains("The page has the first 1 of 200 examples: even so it is larger than 1 kB (--max-size)."))
    #expect(!pages[0].text.contains("even so"))
    #expect(try QueryProgram.run(["report", "--help"]).text.contains("from 60 kB on, are kept"))
  }

  @Test func layersComeBeforeExamplesOnlyWhereTheyAreAskedFor() throws {
    let text = "bad " + String(repeating: "0123456789 ", count: 100)
    let store = try SampleStore(
      (1...100).map {
        SampleStore.example(
          row: $0, id: "\($0)", text: text, label: "negative", predicted: "negative", confidence: 0.5, pieces: [("bad", 0..<3, 0.5)],
          layers: 12)
      }, settings: SampleStore.settings(layers: .all))
    let unasked = try store.run("report", "--max-size", "100kB").text
    #expect(unasked.contains("Layers are left out."))
    let asked = try store.run("report", "--max-size", "100kB", "--layers", "10").text
    #expect(asked.contains("Layers are kept for the first 10 examples."))
    let counts = try [unasked, asked].map { try PageData(ofPage: $0).examples.count }
    #expect(counts[0] > counts[1] && counts[1] > 10)
    #expect(asked.utf8.count < 100_000)
  }

  /// Each of two reviews five times, each time with another word at its end, so that their words are in enough distinct texts.
  private static let repeated = (0..<10).map { row in
    let text = row % 2 == 0 ? "not unwatchable" : "a film, \"not\"\nbad"
    let pieces: [(piece: String, offsets: Range<Int>, score: Float)] =
      row % 2 == 0
      ? [("not", 0..<3, 0.25), ("un", 4..<6, 0.125), ("##watch", 6..<11, 0.25), ("##able", 11..<15, 0.0625)]
      : [
        ("a", 0..<1, 0.0625), ("film", 2..<6, 0.125), (",", 6..<7, 0), ("\"", 8..<9, 0), ("not", 9..<12, 0.5), ("\"", 12..<13, 0),
        ("bad", 14..<17, 0.125),
      ]
    let end = text.unicodeScalars.count
    return SampleStore.example(
      row: row + 1, id: "\(row)", text: "\(text) x\(row)", label: "negative", predicted: row % 2 == 0 ? "negative" : "positive",
      confidence: 0.75, pieces: pieces + [("31", end + 1..<end + 3, 0)])
  }

  @Test func theWordsOfThePanelsAreFoundInTheExamples() throws {
    let data = try PageData(ofPage: try SampleStore(Self.repeated).run("report").text)
    // Units: [CLS] not unwatchable [SEP], and [CLS] a film , " not " bad [SEP].
    let hits = data.examples.prefix(2).map { example in
      let flat = example.h ?? []
      return stride(from: 0, to: flat.count, by: 2).map { "\(data.words[flat[$0]]) \(flat[$0 + 1])" }.sorted()
    }
    #expect(hits == [["not 1", "unwatchable 2"], ["a 1", "bad 7", "film 2", "not 5"]])
  }

  @Test func aPanelHasTheTextsOfEachWordAndThoseThatAreNoCopies() throws {
    // The first two reviews once more.
    let copies = Self.repeated.prefix(2).enumerated().map { index, record in
      var record = record
      (record.row, record.id) = (index + 11, "copy \(index)")
      return record
    }
    let page = try SampleStore(Self.repeated + copies).run("report", "--label", "negative").text
    #expect(page.contains(#"<th scope="col">word</th><th scope="col">mean</th><th scope="col">texts</th>"#))
    #expect(page.contains(#"<td>37.5 %</td><td title="12 texts, 10 but for near copies">12 (10)</td></tr>"#))
  }

  @Test func eachPanelSaysWhichWordsItIsOf() throws {
    let page = try SampleStore(Self.repeated).run("report").text
    #expect(page.contains("A word is listed if it is in at least 5 texts of the label that are no near copies of one another.</p>"))
    #expect(page.contains("A word is listed if it is in at least 5 texts of both sides together, so it can be in fewer of the label."))
  }

  @Test func whereTheFloorLeavesNothingThePageSaysSo() throws {
    let page = try SampleStore().run("report").text
    #expect(page.contains("No word is in at least 5 distinct texts of these; the mean of fewer would be chance."))
    #expect(page.contains("No word in at least 5 texts of both sides together has more of the scores here than in the other texts."))
  }

  @Test func aPanelSaysWhetherItIsOfGoldOrOfPredictedLabels() throws {
    let gold = try SampleStore().run("report").text
    #expect(gold.contains("<h3>gold <bdi>negative</bdi></h3>") && !gold.contains("<h3>predicted"))
    let records = SampleStore.reviews.map { record in
      var record = record
      record.label = nil
      return record
    }
    let predicted = try SampleStore(records).run("report").text
    #expect(predicted.contains("<h3>predicted <bdi>positive</bdi></h3>") && !predicted.contains("<h3>gold"))
  }

  @Test func whatTheModelDidNotReadIsMarked() throws {
    let cut = SampleStore.example(
      row: 1, id: "cut", text: "\u{1F600}bad film and more", label: nil, predicted: nil, confidence: nil,
      pieces: [("bad", 1..<4, 0.5), ("film", 5..<9, 0.25)], isTruncated: true)
    let data = try PageData(ofPage: try SampleStore([cut], settings: SampleStore.settings(problemType: .none)).run("report").text)
    // In UTF-16 units: the picture has two. It is before the first token, and so nothing that was read.
    #expect(data.examples[0].e == [2, 10])
    #expect(try PageData(ofPage: try SampleStore().run("report").text).examples.allSatisfy { $0.e == nil })
  }

  @Test(arguments: [
    ["--layers=-1"], ["-k", "0"], ["--format", "html"], ["--max-size", "much"], ["--max-size=-1"], ["--ascending"],
  ]) func wrongUsageIsStatus64(arguments: [String]) throws {
    #expect(try QueryProgram.run(["report", "reviews.db"] + arguments).status == 64)
  }
}
