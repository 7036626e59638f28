import Foundation
import Store
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

        Labels: gold, and what the model predicted (accuracy 50.0 %)

        gold        examples  → negative  → positive  right
        negative           2           1           1  50.0 %
        (no label)         1           0           1

        Runs

        started (UTC)         seconds  corpus         examples
        """))
    #expect(result.status == 0)
    #expect(result.errors == "")
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
}
