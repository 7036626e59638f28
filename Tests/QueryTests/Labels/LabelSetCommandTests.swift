import Foundation
import Store
import TestSupport
import Testing

/// Listings of a store whose model gives each text several labels.
struct LabelSetCommandTests {
  private func store() throws -> SampleStore { try Self.store() }

  /// A store of three texts, whose gold sets are one or both of two labels.
  static func store() throws -> SampleStore {
    var settings = SampleStore.settings(problemType: .multiLabel)
    settings.threshold = 0.5
    func example(_ row: Int, _ gold: [String], _ logits: [Float]) -> SampleExample {
      var example = SampleStore.example(
        row: row, id: "\(row)", text: "a film", label: nil, predicted: "positive", confidence: 0.75,
        pieces: [("film", 2..<6, 0.5)])
      (example.labels, example.logits) = (gold, logits)
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
    // negative: gold in 2 and 3, predicted in 3; positive: gold and predicted in all.
    #expect(text.contains("negative                  1        0        1       1  100.0 % (20.7–100.0)  50.0 % (9.5–90.5)"), "\(text)")
    #expect(!text.contains("accuracy"))
  }

  @Test func ratesOfErrorsSayWhichSetsAreLeftOut() throws {
    var settings = SampleStore.settings(problemType: .multiLabel)
    settings.threshold = 0.5
    // A set that is right, an unknown set, and a set with a label that is no class of the model.
    let examples = [["positive"], nil, ["positive", "surprise"]].enumerated().map { index, gold in
      var example = SampleStore.example(
        row: index + 1, id: "\(index)", text: "film", label: nil, predicted: "positive", confidence: 0.75, pieces: [("film", 0..<4, 0.5)])
      (example.labels, example.logits) = (gold, [-1, 1])
      return example
    }
    let table = try SampleStore(examples, settings: settings).run("top", "--by", "error-rate", "--min-count", "1").text
    #expect(
      table.hasPrefix(
        "0 of 1 example is wrong; by contrast to the texts without the word, rates with 95 % intervals; left out: 2 whose gold labels are not "
          + "known, or not all classes of the model\n"), "\(table)")
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
    #expect(!info.contains("accuracy") && !info.contains("→"), "\(info)")
    #expect(info.contains("multi_label_classification, labels from a sigmoid of 0.5"))
    let page = store.directory.url.appendingPathComponent("page.html")
    #expect(try store.run("report", "-o", page.path).status == 0)
    #expect(try !String(contentsOf: page, encoding: .utf8).contains("Gold and predicted labels"))
  }

  @Test func theReportJudgesClassesAndSets() throws {
    let store = try store()
    let page = store.directory.url.appendingPathComponent("page.html")
    #expect(try store.run("report", "-o", page.path).status == 0)
    let html = try String(contentsOf: page, encoding: .utf8)
    #expect(html.contains("The predicted set is the gold set for 66.7 %, 95 % interval 20.8–93.9 %: only these are right."))
    // negative: gold in 2 and 3, predicted in 3.
    #expect(html.contains("1 of the class negative, predicted as it") && html.contains("1 of the class negative, not predicted as it"))
    #expect(html.contains("0 not of the class negative, predicted as it") && html.contains("<td>50.0 %<small>9.5–90.5</small></td>"))
    #expect(html.contains(#""judged":true"#) && html.contains("2 right, 1 wrong"))
    #expect(html.contains("<dt>predicted set is the gold set</dt><dd>66.7 %</dd>"))
    // An example counts once in the mean, however many labels it has.
    #expect(html.contains("<dt>mean of the highest sigmoids</dt><dd>75.0 %</dd>"))
    #expect(try store.run("report", "--misclassified", "-o", page.path).status == 0)
    let wrong = try String(contentsOf: page, encoding: .utf8)
    #expect(!wrong.contains("only these are right") && !wrong.contains(">precision</th>"))
  }

  @Test func tokensNameTheSets() throws {
    let store = try store()
    let table = try store.run("tokens", "film").text
    #expect(table.contains("'▁film': 3 times in 3 of 3 examples") && table.contains("an example is in the row of each pair of its labels"))
    #expect(table.contains("negative, positive"))
    let csv = try store.run("tokens", "film", "--csv").text.split(separator: "\n")
      .map { $0.split(separator: ",").prefix(4).joined(separator: " ") }
    #expect(csv.dropFirst() == ["negative negative 1 1", "negative positive 2 2", "positive negative 1 1", "positive positive 3 3"])
    let json = try store.run("tokens", "film", "--json").text
    #expect(json.contains(#""labels":["negative","positive"],"predicted_labels":["positive"]"#), "\(json)")
  }

  @Test func labelsHasIntervalsOfTheMeansAndCalibration() throws {
    let store = try LabelSetStore.make(classes: 3)
    let text = try store.run("labels").text
    #expect(text.contains("Calibration of the sigmoid of each class") && text.contains("calibration error"))
    let object = try #require(try JSONSerialization.jsonObject(with: store.run("labels", "--json").output) as? [String: Any])
    for key in ["macro", "micro"] {
      let mean = try #require(object[key] as? [String: Any])
      let (value, ends) = (try #require(mean["f1"] as? Double), try #require(mean["f1_interval"] as? [Double]))
      #expect(ends.count == 2 && 0 < ends[0] && ends[0] < value && value < ends[1] && ends[1] < 1)
    }
    let classes = try #require(object["calibration"] as? [[String: Any]])
    #expect(classes.map { $0["class"] as? String } == ["admiration", "amusement", "anger"])
    let first = try #require(classes[0]["calibration"] as? [String: Any])
    #expect(first["examples"] as? Int == 180 && (first["bins"] as? [Any])?.count == 10)
    // Groups by label overlap, and are written in one document.
    let groups = try store.run("labels", "--group-by", "label", "--json")
    #expect(groups.status == 0)
    #expect(try JSONSerialization.jsonObject(with: groups.output) is [String: Any])
  }

  @Test func emptySetsAreKnownEverywhere() throws {
    var settings = SampleStore.settings(problemType: .multiLabel)
    settings.threshold = 0.5
    let examples = (1...6).map { row in
      var example = SampleStore.example(
        row: row, id: "\(row)", text: "a film", label: nil, predicted: "positive", confidence: row < 3 ? 0.73 : 0.27,
        pieces: [("a", 0..<1, 0.125), ("film", 2..<6, 0.5)])
      (example.labels, example.logits) = ([], [-2, row < 3 ? 1 : -1])
      return example
    }
    let store = try SampleStore(examples, settings: settings)
    let labels = try store.run("labels").text
    #expect(labels.contains("The predicted set is the gold set for 66.7 %") && !labels.contains("Nothing can be compared"), "\(labels)")
    #expect(labels.contains("among the 6 examples whose gold labels are known"))
    let wrong = try store.run("examples", "--misclassified", "--csv")
    #expect(wrong.status == 0 && wrong.text.split(separator: "\n").count == 3)
    #expect(try store.run("examples", "--correct", "--csv").text.split(separator: "\n").count == 5)
    let rates = try store.run("top", "--by", "error-rate", "--csv").text
    #expect(rates.contains("\nfilm,6,2,"), "\(rates)")
    let cues = try store.run("cues")
    #expect(cues.status == 1 && cues.errors.contains("all gold sets that are known are empty, so no token goes with a gold label"))
    let predicted = try store.run("cues", "--of", "predicted", "--ratio", "0", "--purity", "0.3", "--min-count", "1", "--csv").text
    #expect(predicted.contains("film,positive,6,0.33"), "\(predicted)")
    let label = try store.run("examples", "--label", "positive")
    #expect(label.status == 1 && label.errors.contains("all gold sets that are known are empty"))
    let page = store.directory.url.appendingPathComponent("page.html")
    #expect(try store.run("report", "-o", page.path).status == 0)
    let html = try String(contentsOf: page, encoding: .utf8)
    #expect(html.contains(#""judged":true"#) && html.contains("4 right") && html.contains("for 66.7 %"))
  }
}
