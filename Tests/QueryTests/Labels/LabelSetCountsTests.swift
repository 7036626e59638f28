import Foundation
import Store
import TestSupport
import Testing

/// Sets of labels in `info` and `compare`.
struct LabelSetCountsTests {
  /// Texts with two classes and with "bliss", which is no class; the set of 5 is empty, and the labels of 6 are unknown.
  private static let golds: [[String]?] = [
    ["positive"], ["negative", "positive"], ["negative", "positive"], ["bliss", "negative"], [], nil,
  ]

  private static func store(_ logits: [[Float]], classes: [String] = ["negative", "positive"]) throws -> SampleStore {
    var settings = SampleStore.settings(problemType: .multiLabel)
    (settings.threshold, settings.labels) = (0.5, classes)
    let examples = zip(golds, logits).enumerated().map { place, sets in
      let (gold, logits) = sets
      var example = SampleStore.example(
        row: place + 1, id: "\(place + 1)", text: "a film", label: nil, predicted: "positive",
        confidence: 0.75, pieces: [("a", 0..<1, 0.25), ("film", 2..<6, 0.5)])
      (example.labels, example.logits) = (gold, logits)
      return example
    }
    return try SampleStore(examples, settings: settings)
  }

  private static let logits: [[Float]] = [[-1, 1], [-1, 1], [1, 2], [1, -1], [-1, -1], [1, 1]]

  @Test func infoCountsEachSetOnceForEachOfItsLabels() throws {
    let store = try Self.store(Self.logits)
    let text = try store.run("info").text
    // Computed by hand: negative is gold in 2, 3 and 4, predicted in 3, 4 and 6; positive is gold in 1, 2 and 3, predicted in 1, 2, 3 and
    // 6.
    #expect(
      text.contains(
        """
        Labels: how many gold sets, and how many predicted sets, have each

        label     gold  predicted
        negative     3          3
        positive     3          4
        bliss        1          0

        5 gold sets are known, 1 of them empty, 1 is not known. The predicted set is the gold set for 75.0 %
        """), "\(text)")
    let object = try #require(try JSONSerialization.jsonObject(with: store.run("info", "--json").output) as? [String: Any])
    let sets = try #require(object["label_sets"] as? [String: Any])
    let keys = ["known", "empty", "unknown", "judged", "gold_outside_classes"]
    #expect(keys.map { sets[$0] as? Int } == [5, 1, 1, 4, 1] && sets["exact_match"] as? Double == 0.75)
    #expect((sets["labels"] as? [[String: Any]])?.map { $0["predicted"] as? Int } == [3, 4, 0])
    #expect(try !SampleStore().run("info", "--json").text.contains("label_sets"))
  }

  @Test func whatIsLeftOutIsSaidOfEachSlice() throws {
    let store = try Self.store(Self.logits)
    let text = try store.run("labels", "--label", "negative").text
    #expect(
      text.contains(
        "they need the examples of all labels, right and wrong. 1 example of 3 has a gold label that is no class of the model"), "\(text)")
    let page = store.directory.url.appendingPathComponent("page.html")
    #expect(try store.run("report", "--label", "bliss", "-o", page.path).status == 0)
    let html = try String(contentsOf: page, encoding: .utf8)
    #expect(html.contains("<p>Nothing can be compared: no gold label here is a class of the model.") && html.contains(#""judged":false"#))
  }

  @Test func predictionsChangeWhereTheirSetsDiffer() throws {
    let first = try Self.store(Self.logits)
    // The classes are in the other order; the sets of 3 and 6 lack "positive"; the highest sigmoid is the same.
    let second = try Self.store([[1, -1], [1, -1], [-1, 1], [-1, 1], [-1, -1], [-1, 1]], classes: ["positive", "negative"])
    func compare(_ arguments: String...) throws -> String {
      try QueryProgram.run(["compare", first.url.path, second.url.path] + arguments, in: first.directory.url).text
    }
    let text = try compare()
    #expect(text.contains("predicted set changed            2"), "\(text)")
    #expect(text.contains(#"2 examples changed: ["negative","positive"] → ["negative"] 2"#), "\(text)")
    let heads = text.split(separator: "\n").first { $0.hasPrefix("example ") } ?? ""
    #expect(
      heads.split(separator: " ").filter { $0.contains("label") || $0.contains("predicted") }
        == ["labels", "predicted_labels_1", "predicted_labels_2"])
    let csv = try compare("--changed", "--csv").split(separator: "\n").map(String.init)
    #expect(
      csv[0]
        == "example,label,predicted_1,predicted_2,confidence_1,confidence_2,spearman,edited,labels,predicted_labels_1,predicted_labels_2")
    #expect(
      csv.count == 3 && csv[1].hasSuffix(##"false,"[""negative"",""positive""]","[""negative"",""positive""]","[""negative""]""##), "\(csv)"
    )
    #expect(csv[2].hasPrefix("6,,positive,positive,") && csv[2].contains(",false,,"), "\(csv)")
    let changes = try compare("--what", "changes", "--csv").split(separator: "\n").map(String.init)
    #expect(changes.last == ##""[""negative"",""positive""]","[""negative""]",2,0"##, "\(changes)")
    let empty = try #require(try JSONSerialization.jsonObject(with: Data(compare("--json").utf8)) as? [String: Any])
    let rows = try #require(empty["least_alike"] as? [[String: Any]])
    #expect(rows.first { $0["example"] as? String == "5" }?["labels"] as? [String] == [])
    #expect(rows.first { $0["example"] as? String == "6" }?["labels"] is NSNull)
  }
}
