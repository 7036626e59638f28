import Foundation
import Store
import TestSupport
import Testing

/// Texts whose gold label is no class of the model: one rule for all counts and lists of right and wrong predictions.
struct ForeignLabelTests {
  private let store: SampleStore

  /// The gold labels of 8 of 12 texts are classes, and 3 of these predictions are wrong; 3 texts have "neutral", and one has no label.
  init() throws {
    let labels: [(String?, String)] =
      Array(repeating: ("negative", "negative"), count: 5) + Array(repeating: ("positive", "negative"), count: 3)
      + Array(repeating: ("neutral", "positive"), count: 3) + [(nil, "positive")]
    store = try SampleStore(
      labels.enumerated().map { place, labels in
        SampleStore.example(
          row: place + 1, id: "\(place + 1)", text: "a film", label: labels.0, predicted: labels.1, confidence: 0.75,
          pieces: [("film", 2..<6, 0.5)])
      })
  }

  @Test func everyFigureIsOfTheSameTexts() throws {
    let labels = try object("labels")
    #expect(labels["accuracy"] as? Double == 0.625 && labels["judged"] as? Int == 8 && labels["gold_outside_classes"] as? Int == 3)
    #expect(try object("info")["accuracy"] as? Double == 0.625)
    let rates = try object("top", "--by", "error-rate", "--min-count", "1")
    #expect(rates["examples"] as? Int == 8 && rates["wrong"] as? Int == 3 && rates["not_judged"] as? Int == 4)
    let page = try store.run("report").text
    #expect(page.contains("<dt>accuracy</dt><dd>62.5 %</dd>") && page.contains("5 right, 3 wrong, 4 neither"))
    #expect(page.contains("3 examples of 11 have a gold label that is no class of the model (&#39;neutral&#39;)"))
    #expect(page.components(separatedBy: ",\"f\":1").count == 4)
  }

  @Test(arguments: [("--misclassified", ["6", "7", "8"]), ("--correct", ["1", "2", "3", "4", "5"])])
  func listsOfRightAndWrongAreThoseOfTheFigures(option: String, ids: [String]) throws {
    let result = try store.run("examples", option, "--format", "csv", "-k", "all")
    #expect(result.text.split(separator: "\n").dropFirst().map { String($0.prefix { $0 != "," }) } == ids)
    #expect(
      result.errors
        == "globenc-query: 3 examples of the store have a gold label that is no class of the model, such as 'neutral': they are neither right nor "
        + "wrong, and left out\n")
    #expect(try store.run("examples", option, "--label", "neutral").status == 1)
    #expect(try store.run("examples", "--label", "neutral", "--format", "csv").text.split(separator: "\n").count == 4)
  }

  @Test func theNoteIsWrittenOnce() throws {
    let result = try store.run("top", "--misclassified", "--versus", "--correct", "--min-count", "1")
    #expect(result.errors.components(separatedBy: "neither right nor wrong").count == 2, "\(result.errors)")
  }

  private func object(_ arguments: String...) throws -> [String: Any] {
    let all = [arguments[0], store.url.path] + arguments.dropFirst() + ["--format", "json"]
    let result = try QueryProgram.run(all, in: store.directory.url)
    return try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }
}
