import Foundation
import Store
import TestSupport
import Testing

/// Listings of a store whose model gives each text several labels.
struct LabelSetCommandTests {
  private func store() throws -> SampleStore { try Self.store() }

  /// Three texts whose gold sets are one or both of two labels.
  static func store() throws -> SampleStore {
    var settings = SampleStore.settings(problemType: .multiLabel)
    settings.threshold = 0.5
    func example(_ row: Int, _ gold: [String], _ logits: [Float]) -> ExampleRecord {
      var example = SampleStore.example(
        row: row, id: "\(row)", text: "a film", label: gold.count == 1 ? gold[0] : nil, predicted: "positive", confidence: 0.75,
        pieces: [("film", 2..<6, 0.5)])
      example.logits = logits
      example.labels = gold.count == 1 ? nil : gold
      return example
    }
    return try SampleStore(
      [
        example(1, ["positive"], [-1, 1]), example(2, ["negative", "positive"], [-1, 1]), example(3, ["negative", "positive"], [1, 2]),
      ],
      settings: settings)
  }

  @Test func labelsJudgesEachClass() throws {
    let text = try store().run("labels").text
    #expect(
      text.hasPrefix("3 examples\n\nClasses, predicted from a sigmoid of 0.5, among the 3 examples whose gold labels are known"), "\(text)")
    #expect(text.contains("The predicted set is the gold set for 66.7 %"))
    // negative: gold in 2 and 3, predicted in 3; positive: in all.
    #expect(text.contains("negative                  1        0        1       1  100.0 % (20.7–100.0)  50.0 % (9.5–90.5)"), "\(text)")
    #expect(!text.contains("accuracy"))
  }

  @Test func jsonHasTheClassesAndThePairs() throws {
    let result = try store().run("labels", "--format", "json")
    let object = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    #expect(
      object["examples"] as? Int == 3 && object["accuracy"] is NSNull && abs((object["exact_match"] as? Double ?? 0) - 2.0 / 3) < 1e-15)
    let classes = try #require(object["classes"] as? [[String: Any]])
    #expect(classes.map { $0["true_positives"] as? Int } == [1, 3] && classes.map { $0["false_negatives"] as? Int } == [1, 0])
    let csv = try store().run("labels", "--format", "csv").text.split(separator: "\n").map(String.init)
    #expect(csv[0] == "label,predicted,examples,mean_confidence" && csv.contains("negative,positive,2,0.75"), "\(csv)")
  }

  @Test func exportsHaveTheSetsInNewLastColumns() throws {
    let csv = try store().run("export", "--what", "examples").text.split(separator: "\n").map(String.init)
    #expect(csv[0].hasSuffix(",source,labels,predicted_labels"))
    #expect(csv[2].hasSuffix(#","[""negative"",""positive""]","[""positive""]""#), "\(csv[2])")
    let json = try store().run("examples", "--label", "negative", "--format", "json").text
    #expect(json.contains(#""labels":["negative","positive"],"predicted_labels":["positive"]"#), "\(json)")
    #expect(try store().run("examples", "--misclassified", "--format", "csv").text.split(separator: "\n").count == 2)
    #expect(
      try SampleStore().run("export", "--what", "examples").text.hasPrefix(
        "example,label,predicted,confidence,tokens,truncated,text,pair,source\n"))
  }

  @Test func showNamesTheSets() throws {
    #expect(try store().run("show", "3").text.contains("gold negative, positive · predicted negative, positive (highest: positive 75.0 %)"))
  }

  @Test func infoAndReportShowNoAccuracyOfPairs() throws {
    let store = try store()
    let info = try store.run("info").text
    #expect(info.contains("an example counts for each pair of its labels") && !info.contains("accuracy"), "\(info)")
    #expect(info.contains("multi_label_classification, labels from a sigmoid of 0.5"))
    let page = store.directory.url.appendingPathComponent("page.html")
    #expect(try store.run("report", "-o", page.path).status == 0)
    #expect(try !String(contentsOf: page, encoding: .utf8).contains("Gold and predicted labels"))
  }
}
