import Foundation
import Store
import Support
import TestSupport
import Testing

/// The parts that a page leaves out to stay below its size.
struct ReportDetailTests {
  @Test func fiveHundredReviewsWithTheirLayersStayUnderTwoMegabytes() throws {
    let directory = try TemporaryDirectory()
    let store = directory.url.appendingPathComponent("movies.globenc")
    try ReportSamples.index(to: store, limit: 500, "--layers", "all")
    let page = try QueryProgram.run(["report", store.path]).text
    #expect(page.utf8.count < 2_000_000)
    #expect(try PageData(ofPage: page).examples.allSatisfy { $0.r != nil })
    let note = "Layers are kept for the first 50 examples; --layers asks for more, in place of examples where the page is full.</p>"
    #expect(page.contains(note))
    // The page is reproduced from the same store, byte by byte.
    #expect(try QueryProgram.run(["report", store.path]).text == page)
  }

  @Test func aLargerSliceLeavesOutDetailAndSaysSo() throws {
    let text = "bad " + String(repeating: "0123456789 ", count: 1000)
    let examples = (1...1200).map { row in
      // Most of the page's size is in the texts of the last 200 examples.
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
    let shown = data.examples.count.grouped
    let left = 1200 - data.examples.count
    #expect(
      page.contains(
        "The page has the first \(shown) of 1,200 examples: \(left) are left out, for it is to stay under 2 MB (--max-size). What words "
          + "other than the first token are made of is left out."))
    #expect(page.contains("<dd>1,200</dd>"))
    let limited = try PageData(ofPage: try store.run("report", "-k", "1000").text)
    #expect(limited.examples.count == 1000)
    #expect(limited.examples.allSatisfy { $0.r != nil })
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
    // Parts other than examples cannot be left out.
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
}
