import Foundation
import Store
import TestSupport
import Testing

/// `top --by error-rate`: the texts in which the model is wrong.
struct ErrorRateTests {
  private let store: SampleStore

  /// 60 texts: "not" is in 12, of which 9 are wrong; "film" is in all, of which 18 are wrong; three more texts have no gold label, and the
  /// gold labels of two are no class.
  init() throws {
    var examples: [SampleExample] = []
    for row in 1...65 {
      let hasNot = row <= 12
      let isWrong = row <= 9 || (13...21).contains(row)
      let label: String? = row <= 60 ? "negative" : row <= 63 ? nil : "three stars"
      let pieces: [(String, Range<Int>, Float)] =
        hasNot ? [("not", 0..<3, 0.25), ("film", 4..<8, 0.25)] : [("film", 0..<4, 0.25)]
      examples.append(
        SampleStore.example(
          row: row, id: "\(row)", text: hasNot ? "not film" : "film", label: label, predicted: isWrong ? "positive" : "negative",
          confidence: 0.75, pieces: pieces))
    }
    store = try SampleStore(examples)
  }

  /// By scipy 1.17: tail = hypergeom.sf(9, 60, 18, 12) + hypergeom.pmf(9, 60, 18, 12) / 2, norm.isf(tail), min(1, 4 tail) of two words; the
  /// interval is binomtest(9, 12).proportion_ci(method='wilson').
  @Test(arguments: [[], ["--length", "0..99"]])
  func theNumbersAreScipys(slice: [String]) throws {
    let result = try QueryProgram.run(["top", store.url.path, "--by", "error-rate", "--format", "json"] + slice, in: store.directory.url)
    let object = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    #expect(object["examples"] as? Int == 60 && object["wrong"] as? Int == 18 && object["by"] as? String == "error-rate")
    let tokens = try #require(object["tokens"] as? [[String: Any]])
    #expect(tokens.map { $0["token"] as? String } == ["not", "film"])
    #expect(tokens[0]["texts"] as? Int == 12 && tokens[0]["wrong"] as? Int == 9 && tokens[0]["error_rate"] as? Double == 0.75)
    let expected = [
      "error_rate_lower": 0.46769466506643437, "error_rate_upper": 0.9110583316059452, "contrast": 3.5061432164108823,
      "q": 0.0009093010306607471,
    ]
    for (key, value) in expected { #expect(abs((tokens[0][key] as? Double ?? .nan) - value) < 1e-9, "\(key)") }
    // The word is in each text, so there are no texts to compare with.
    #expect(tokens[1]["texts"] as? Int == 60 && tokens[1]["contrast"] as? Double == 0 && tokens[1]["q"] as? Double == 1)
  }

  @Test func aTableSaysWhatIsComparedAndAFloorWhatIsLeftOut() throws {
    let table = try store.run("top", "--by", "error-rate").text
    #expect(
      table.hasPrefix(
        "18 of 60 examples are wrong; by contrast to the texts without the word, rates with 95 % intervals; left out: 5 without a gold label that "
          + "is a class of the model\n\ntoken  texts  wrong"))
    // The verb agrees with the number.
    let one = try SampleStore([SampleStore.reviews[0]]).run("top", "--by", "error-rate", "--min-count", "1").text
    #expect(one.hasPrefix("0 of 1 example is wrong; by contrast"), "\(one)")
    let few = try store.run("top", "--by", "error-rate", "--min-count", "99")
    #expect(
      few.errors == "globenc-query: no word is in 99 texts or more of the examples that can be judged; --min-count 1 ranks all of them\n")
    #expect(few.status == 1)
  }

  @Test func withoutGoldLabelsThereIsNothingToSay() throws {
    let unlabelled = (1...9).map { row in
      SampleStore.example(
        row: row, id: "\(row)", text: "film", label: nil, predicted: "positive", confidence: 0.75, pieces: [("film", 0..<4, 0.25)])
    }
    let result = try SampleStore(unlabelled).run("top", "--by", "error-rate")
    #expect(
      result.errors
        == "globenc-query: the examples have no gold label that is a class of the model, so that nothing says which predictions are wrong\n"
    )
    #expect(result.status == 1)
  }
}
