import Foundation
import Store
import TestSupport
import Testing

struct InfoCommandTests {
  @Test func peopleGetModelCountsLabelsAndRuns() throws {
    let result = try SampleStore().run("info")
    let lines = result.text.components(separatedBy: "\n")
    #expect(lines[0] == "model         bert-sample")
    #expect(lines.contains("method        n-enc, rollout"))
    #expect(lines.contains("examples      3"))
    #expect(lines.contains("truncated     1"))
    #expect(
      result.text.contains(
        """

        Labels: gold, and what the model predicted (accuracy 50.0 %, 95 % interval 9.5–90.5 %)

        gold        examples  → negative  → positive  right
        negative           2           1           1  50.0 %
        (no label)         1           0           1

        Runs

        started (UTC)         seconds  corpus         examples
        """))
    #expect(result.status == 0)
    #expect(result.errors == "")
  }

  @Test(arguments: ["v1", "v2"]) func anOlderStoreHasNoRuleOfItsLabels(version: String) throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("old.globenc")
    try FileManager.default.copyItem(at: Fixtures.url.appendingPathComponent("stores/\(version)/store.globenc"), to: url)
    let text = try QueryProgram.run(["info", url.path], in: directory.url).text
    #expect(text.contains("\ngold labels   column 'label', rule not recorded (a store of version 1 or 2)\n"), "\(text)")
  }

  @Test(arguments: [StoreSettings.ProblemType.regression, .none])
  func withoutPredictedLabelsThereIsNothingToBeRightAbout(problemType: StoreSettings.ProblemType) throws {
    let example = SampleStore.example(
      row: 1, id: "r", text: "fine", label: "3.5", predicted: nil, confidence: nil, value: problemType == .none ? nil : 2.25,
      pieces: [("fine", 0..<4, 0.5)])
    let result = try SampleStore([example], settings: SampleStore.settings(problemType: problemType)).run("info")
    #expect(result.text.contains("\nLabels: gold\n\ngold  examples\n3.5          1\n\nRuns\n"))
  }

  @Test func withoutGoldLabelsThereIsNoColumnForWhatIsRight() throws {
    let result = try SampleStore([SampleStore.reviews[2]]).run("info")
    #expect(result.text.contains("\ngold        examples  → positive\n(no label)         1           1\n"))
  }

  @Test func jsonHasEverything() throws {
    let result = try SampleStore().run("info", "--format", "json")
    let object = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    #expect(object["examples"] as? Int == 3)
    #expect(object["tokens"] as? Int == 21)
    #expect(object["matrix_values"] as? Int == 36 + 81 + 36)
    #expect(object["accuracy"] as? Double == 0.5)
    #expect((object["bits_per_value"] as? Double ?? 0) > 0)
    #expect(object["codec"] as? String != nil)
    #expect(object["max_relative_error"] as? Double != nil)
    #expect((object["matrix_bytes"] as? Int ?? 0) > 0)
    #expect((object["runs"] as? [[String: Any]])?.first?["started_at"] as? String == "2023-11-14T22:13:20Z")
    #expect((object["labels"] as? [[String: Any]])?.count == 3)
  }

  @Test func theAuditIsPrinted() throws {
    let audit = RunInfo.Audit(
      examples: 200, labelAgreement: 0.9999, meanSpearman: 0.999_819, lowestSpearman: 0.9942, largestConfidenceDifference: 0.0123)
    let store = try SampleStore(audit: audit)
    #expect(
      try store.run("info").text.contains(
        "\naudit         200 texts again in f32: 99.9 % equal labels, Spearman of token scores 0.99981 (lowest 0.99420), "
          + "confidence within 0.012\n"))
    let object = try #require(try JSONSerialization.jsonObject(with: store.run("info", "--format", "json").output) as? [String: Any])
    let run = try #require((object["runs"] as? [[String: Any]])?.first)
    #expect(
      run["audit"] as? [String: Double] == [
        "examples": 200, "label_agreement": 0.9999, "mean_spearman": 0.999_819, "lowest_spearman": 0.9942,
        "largest_confidence_difference": 0.0123,
      ])
  }

  @Test func csvHasARowForEachProperty() throws {
    let lines = try SampleStore().run("info", "--format", "csv").text.components(separatedBy: "\n")
    #expect(lines[0] == "key,value")
    #expect(lines.contains("examples,3"))
    #expect(lines.contains("precision,f32"))
  }

  @Test func anEmptyStoreIsNoError() throws {
    let result = try SampleStore([]).run("info")
    #expect(result.text.contains("\nexamples      0\n"))
    #expect(result.status == 0)
  }

  @Test func theDigestStandsAlone() throws {
    let store = try SampleStore()
    let result = try store.run("info", "--digest")
    #expect(result.text.count == 65 && result.text.hasSuffix("\n") && result.text.dropLast().allSatisfy(\.isHexDigit))
    #expect(result.status == 0 && result.errors == "")
    #expect(try SampleStore().run("info", "--digest").text == result.text)
    #expect(try SampleStore([SampleStore.reviews[2]]).run("info", "--digest").text != result.text)
  }
}
