import Foundation
import Store
import TestSupport
import Testing

struct LabelsCommandTests {
  /// sklearn.metrics.precision_recall_fscore_support(average="macro"): 0.25, 0.5, 0.3333.
  @Test func aPrecisionWithoutPredictionsIsBlankInItsRowAndZeroInTheMean() throws {
    let store = try SampleStore(
      (1...4).map {
        SampleStore.example(
          row: $0, id: "\($0)", text: "film", label: $0 < 3 ? "negative" : "positive", predicted: "negative", confidence: 0.75,
          pieces: [("film", 0..<4, 0.5)])
      })
    let text = try store.run("labels").text
    #expect(text.contains("\nmean of the classes                         25.0 % ("), "\(text)")
    let json = try store.run("labels", "--json").output
    let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    let macro = try #require(object["macro"] as? [String: Any])
    #expect(macro["precision"] as? Double == 0.25 && macro["recall"] as? Double == 0.5)
    #expect(abs((macro["f1"] as? Double ?? 0) - 1.0 / 3) < 1e-12)
    #expect((object["classes"] as? [[String: Any]])?[1]["precision"] is NSNull)
  }

  @Test func countsConfidenceScoresAndCalibrationAreTables() throws {
    let result = try SampleStore().run("labels")
    // Wilson's intervals by scipy: 1 of 2 0.0945 to 0.9055, 1 of 1 0.2065 to 1, 0 of 1 0 to 0.7935.
    #expect(
      result.text.hasPrefix(
        """
        3 examples

        Labels: gold, and what the model predicted (accuracy 50.0 %, 95 % interval 9.5–90.5 %)

        gold        examples  → negative  → positive  right
        negative           2           1           1  50.0 %
        (no label)         1           0           1

        Mean confidence

        gold        → negative  → positive
        negative        0.7500      0.5000
        (no label)                  1.0000

        Classes, among the 2 examples that have a gold label and a prediction (in brackets: 95 % interval)

        class                gold  predicted  both  precision             recall
        """), "\(result.text)")
    #expect(result.text.contains("negative                2          1     1  100.0 % (20.7–100.0)  50.0 % (9.5–90.5)"))
    #expect(result.text.contains("Calibration: expected calibration error 37.5 %"), "\(result.text)")
    #expect(result.status == 0)
  }

  @Test func aSliceIsCountedInAScan() throws {
    let store = try SampleStore()
    let json = try Self.object(store.run("labels", "--token", "not", "--format", "json"))
    #expect(json["slice"] as? String == "the examples with token 'not'" && json["examples"] as? Int == 2)
    #expect(json["accuracy"] as? Double == 0.5 && json["judged"] as? Int == 2 && (json["labels"] as? [Any])?.count == 2)
    let csv = try store.run("labels", "--predicted", "positive", "--format", "csv")
    #expect(csv.text == "label,predicted,examples,mean_confidence\nnegative,positive,1,0.5\n,positive,1,1.0\n")
    #expect(
      try store.run("labels", "--format", "csv", "-k", "1").text == "label,predicted,examples,mean_confidence\nnegative,negative,1,0.75\n")
    #expect(try store.run("labels", "--truncated", "--correct").status == 1)
  }

  /// 3 of 4 are right: the two largest combinations alone would give 2 of 3.
  @Test func aLimitHidesRowsAndChangesNoNumber() throws {
    let store = try Self.store([("negative", "negative"), ("negative", "positive"), ("positive", "positive"), ("positive", "positive")])
    var whole = try Self.object(store.run("labels", "--format", "json"))
    var limited = try Self.object(store.run("labels", "--format", "json", "-k", "1"))
    #expect((limited["labels"] as? [[String: Any]])?.map { $0["examples"] as? Int } == [2])
    whole["labels"] = nil
    limited["labels"] = nil
    #expect(NSDictionary(dictionary: whole) == NSDictionary(dictionary: limited) && limited["accuracy"] as? Double == 0.75)
    let table = try store.run("labels", "-k", "1").text
    #expect(table.contains("(accuracy 75.0 %, 95 % interval"), "\(table)")
    #expect(table.contains("; 1 of 2 gold labels is shown)"))
    #expect(table.contains("negative         2           1           1  50.0 %"))
    #expect(!table.contains("\npositive         2"))
  }

  /// The result depends neither on the order of names in the counts nor on hidden rows.
  @Test(arguments: [[], ["-k", "1"], ["--contains", "film"]])
  func columnsAreInTheOrderOfTheModelsClasses(options: [String]) throws {
    let store = try Self.store(
      [("zebra", "apple"), ("zebra", "zebra"), ("apple", "mango"), ("mango", "mango"), ("other", "zebra")],
      classes: ["mango", "zebra", "apple"])
    let lines = try store.run(["labels"] + options).text.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("gold   examples  → mango  → zebra  → apple  right") }, "\(lines)")
    #expect(try store.run("info").text.contains("gold   examples  → mango  → zebra  → apple  right\nmango "))
    if options.first != "-k" { #expect(lines.filter { $0.hasPrefix("other") }.count == 2) }
  }

  @Test func whereNoGoldLabelIsAClassASentenceSaysWhyThereIsNoAccuracy() throws {
    let store = try Self.store([("1", "negative"), ("2", "positive")])
    for command in ["labels", "info"] {
      let text = try store.run(command).text
      #expect(!text.contains("accuracy ") && !text.contains("right") && !text.contains("Calibration"), "\(text)")
      #expect(text.contains("There is no accuracy: no gold label here is a class of the model."), "\(text)")
    }
    let json = try Self.object(store.run("labels", "--format", "json"))
    #expect(json["accuracy"] is NSNull && json["classes"] is NSNull && json["calibration"] is NSNull)
    #expect(json["gold_outside_classes"] as? Int == 2 && json["judged"] as? Int == 0)
  }

  @Test func someGoldLabelsThatAreNoClassesAreCountedAndSaid() throws {
    let store = try Self.store([("negative", "negative"), ("neutral", "negative"), ("positive", "positive"), ("positive", "negative")])
    let note =
      "1 example of 4 has a gold label that is no class of the model ('neutral'): it is neither right nor wrong, and left out of accuracy, "
      + "precision, recall, F1 and calibration."
    for command in ["labels", "info"] {
      let text = try store.run(command).text
      // Two of three are right; the table has no row with a share of right predictions.
      #expect(text.contains("(accuracy 66.7 %") && text.contains(note), "\(text)")
      #expect(text.contains("\nneutral          1           1           0\n"), "\(text)")
    }
    #expect(try store.run("labels").text.contains("Classes, among the 3 examples that have a gold label that is a class and a prediction"))
    let json = try Self.object(store.run("labels", "--format", "json"))
    #expect(json["judged"] as? Int == 3 && json["gold_outside_classes"] as? Int == 1)
    #expect((json["calibration"] as? [String: Any])?["examples"] as? Int == 3)
  }

  @Test func whatFollowsFromTheChoiceOfExamplesIsNotShown() throws {
    let store = try Self.store([("negative", "negative"), ("negative", "positive"), ("positive", "positive")])
    let wrong = try store.run("labels", "--misclassified").text
    #expect(!wrong.contains("accuracy ") && !wrong.contains("Calibration:") && wrong.contains("are left out"), "\(wrong)")
    let gold = try store.run("labels", "--label", "negative").text
    #expect(gold.contains("(accuracy 50.0 %") && !gold.contains("Classes,") && gold.contains("they need the examples of all labels"))
  }

  @Test func jsonHasTheBinsOfTheCalibration() throws {
    let calibration = try Self.object(SampleStore().run("labels", "--format", "json"))["calibration"] as? [String: Any]
    let bins = try #require(calibration?["bins"] as? [[String: Any]])
    // 0.75 is right and 0.5 wrong: (0.25 + 0.5) / 2.
    #expect(abs((calibration?["error"] as? Double ?? 0) - 0.375) < 1e-9 && calibration?["examples"] as? Int == 2)
    #expect(bins.count == 10 && bins.map { $0["examples"] as? Int } == [0, 0, 0, 0, 1, 0, 0, 1, 0, 0])
    #expect(bins[7]["mean_confidence"] as? Double == 0.75 && bins[7]["accuracy"] as? Double == 1 && bins[0]["accuracy"] is NSNull)
    #expect((calibration?["error_interval"] as? [Double])?.count == 2)
  }

  private static func object(_ result: QueryProgram.Result) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  /// A store of examples with these gold and predicted labels.
  private static func store(_ labels: [(String, String)], classes: [String] = ["negative", "positive"]) throws -> SampleStore {
    var settings = SampleStore.settings()
    settings.labels = classes
    let examples = labels.enumerated().map { place, labels in
      SampleStore.example(
        row: place + 1, id: "\(place)", text: "a film", label: labels.0, predicted: labels.1, confidence: 0.75,
        pieces: [("film", 2..<6, 0.5)])
    }
    return try SampleStore(examples, settings: settings)
  }
}
