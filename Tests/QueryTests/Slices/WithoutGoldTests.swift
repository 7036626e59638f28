import Foundation
import Store
import Support
import TestSupport
import Testing

/// Stores in which predictions cannot be judged, and names in another case than in the store.
struct WithoutGoldTests {
  private func store(gold: String?, problemType: StoreSettings.ProblemType = .singleLabel) throws -> SampleStore {
    let example = SampleStore.example(
      row: 1, id: "a", text: "Bad film", label: gold, predicted: problemType == .singleLabel ? "negative" : nil, confidence: 0.75,
      pieces: [("bad", 0..<3, 0.5), ("film", 4..<8, 0.25)])
    return try SampleStore([example], settings: SampleStore.settings(problemType: problemType))
  }

  @Test(arguments: [["examples"], ["top"], ["labels"], ["export", "--what", "examples"], ["tokens", "bad"], ["report", "-o", "r.html"]])
  func everyCommandSaysThatThereAreNoGoldLabels(command: [String]) throws {
    for (flag, word) in [("--misclassified", "misclassified"), ("--correct", "correctly classified")] {
      let store = try store(gold: nil)
      let result = try QueryProgram.run([command[0], store.url.path] + command.dropFirst() + [flag], in: store.directory.url)
      #expect(
        result.errors
          == "globenc-query: no example has a gold label, so none is \(word): globenc-index takes gold labels from the column that its --label names\n"
      )
      #expect(result.status == 1 && result.text == "")
    }
  }

  @Test func goldLabelsThatAreNoClassesMakeNothingWrong() throws {
    let result = try store(gold: "4").run("examples", "--misclassified")
    #expect(
      result.errors
        == "globenc-query: no gold label is a class of the model, so no example is misclassified: the gold labels are '4', the classes 'negative' and 'positive'\n"
    )
    #expect(result.status == 1)
    let number = try store(gold: "4", problemType: .regression).run("examples", "--correct")
    #expect(number.errors == "globenc-query: the model predicts no label, so no example is correctly classified\n")
  }

  @Test func cuesSayThatThereAreNoLabels() throws {
    let gold = try self.store(gold: nil).run("cues")
    #expect(gold.errors.hasPrefix("globenc-query: no example has a gold label, so no token goes with one") && gold.status == 1)
    let bounds = ["--ratio", "0", "--purity", "0", "--min-count", "1"]
    let store = try store(gold: nil)
    #expect(try QueryProgram.run(["cues", store.url.path, "--of", "predicted"] + bounds).status == 0)
    let predicted = try self.store(gold: "4", problemType: .regression).run("cues", "--of", "predicted")
    #expect(predicted.errors == "globenc-query: the model predicts no label, so no token goes with one\n" && predicted.status == 1)
  }

  @Test func aTokenIsFoundInTheCaseThatTheModelSees() throws {
    let store = try store(gold: "negative")
    let notice = "globenc-query: the model sees no upper case: 'Bad' is looked up as 'bad'\n"
    for arguments in [["--token", "Bad"], ["--word", "Bad"], ["--word", "BAD"]] {
      let result = try QueryProgram.run(["examples", store.url.path, "--csv"] + arguments)
      #expect(result.status == 0 && result.text.hasSuffix("Bad film,,\n"))
      #expect(result.errors == notice.replacingOccurrences(of: "Bad", with: arguments[1]))
    }
    #expect(try store.run("tokens", "Bad").errors == notice)
    #expect(try store.run("tokens", "Bad", "--words").text.hasPrefix("'bad': 1 time in 1 of 1 example"))
    #expect(try store.run("examples", "--token", "bad").errors == "")
  }

  @Test func aModelThatSeesCaseIsAskedForTheVeryWord() throws {
    let tokens = [
      ExampleToken(id: 0, piece: "[CLS]", segment: 0, offsets: nil, score: 0.25),
      ExampleToken(id: 2, piece: "Film", segment: 0, offsets: 0..<4, score: 0.25),
      ExampleToken(id: 3, piece: "bad", segment: 0, offsets: 5..<8, score: 0.25),
      ExampleToken(id: 1, piece: "[SEP]", segment: 0, offsets: nil, score: 0.25),
    ]
    let matrix = ScaledMatrix(size: 4, values: [Float](repeating: 0.5, count: 16), exponent: 0)
    let record = SampleExample(
      row: 1, id: "a", text: "Film bad", pair: nil, label: nil, logits: [0, 1], predicted: "positive", confidence: 0.5, value: nil,
      isTruncated: false, tokens: tokens, kept: [nil], final: matrix, layers: [])
    let store = try SampleStore([record])
    for option in ["--token", "--word"] {
      #expect(try store.run("examples", option, "Bad").status == 1)
      #expect(try store.run("examples", option, "Film").status == 0)
    }
  }

  @Test func aWordIsFoundInEitherCanonicalForm() throws {
    let example = SampleStore.example(
      row: 1, id: "a", text: "fine\u{301} film", label: nil, predicted: "positive", confidence: 0.5,
      pieces: [("fine", 0..<5, 0.5), ("film", 6..<10, 0.25)])
    let store = try SampleStore([example])
    for word in ["fine\u{301}", "fin\u{E9}", "FIN\u{C9}"] { #expect(try store.run("examples", "--word", word).status == 0, "\(word)") }
    #expect(try store.run("examples", "--word", "fine").status == 1)
  }
}
