import Foundation
import Store
import TestSupport
import Testing

/// The panels of words on a page.
struct ReportPanelTests {
  /// Two reviews, five times each, each time with another last word, so that their words are in enough distinct texts.
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
    // The first two reviews, repeated.
    let copies = Self.repeated.prefix(2).enumerated().map { index, record in
      var record = record
      (record.row, record.id) = (index + 11, "copy \(index)")
      return record
    }
    let page = try SampleStore(Self.repeated + copies).run("report", "--label", "negative").text
    #expect(page.contains(#"<th scope="col">word</th><th scope="col">mean</th><th scope="col">texts</th>"#))
    #expect(page.contains(#"<td>37.5 %</td><td title="12 texts, 10 but for near copies">12 (10)</td></tr>"#))
  }

  @Test func whereTheFloorLeavesNothingThePageSaysSo() throws {
    let page = try SampleStore().run("report").text
    #expect(page.contains("No word is in at least 5 distinct texts of these; the mean of fewer would be chance."))
    #expect(page.contains("No word in at least 5 texts of both sides together has more of the scores here than in the other texts."))
  }

  @Test func eachPanelSaysWhichWordsItIsOf() throws {
    let page = try SampleStore(Self.repeated).run("report").text
    #expect(page.contains("A word is listed if it is in at least 5 texts of the label that are no near copies of one another.</p>"))
    #expect(page.contains("A word is listed if it is in at least 5 texts of both sides together, so it can be in fewer of the label."))
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
}
