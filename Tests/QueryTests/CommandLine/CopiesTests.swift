import Foundation
import Store
import TestSupport
import Testing

/// Near copies do not make a word strong: `distinct_texts`, and `--fold-copies`.
struct CopiesTests {
  private let store: SampleStore

  /// Seven retweets of one text under other names, and 13 other texts.
  init() throws {
    var examples: [SampleExample] = []
    for row in 1...20 {
      let isCopy = row <= 7
      // Each piece is a word of its own; numbers stand for the names, because the names are no pieces of the vocabulary.
      let words =
        isCopy
        ? ["a", "film", "not", "bad", "fine", "un", row % 2 == 0 ? "31" : "a"]
        : row % 2 == 0 ? ["film"] : ["film", "not"]
      var pieces: [(piece: String, offsets: Range<Int>, score: Float)] = []
      var text = ""
      for word in words {
        text += text.isEmpty ? "" : " "
        pieces.append((word, text.count..<text.count + word.count, 0.0625))
        text += word
      }
      examples.append(
        SampleStore.example(
          row: row, id: "\(row)", text: text, label: row <= 12 ? "negative" : "positive", predicted: "negative", confidence: 0.75,
          pieces: pieces))
    }
    store = try SampleStore(examples)
  }

  private func tokens(_ arguments: String...) throws -> (head: [String: Any], byToken: [String: [String: Any]]) {
    let all = ["top", store.url.path, "--format", "json", "-k", "all"] + arguments
    let result = try QueryProgram.run(all, in: store.directory.url)
    let object = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any], "\(result.errors)")
    let tokens = try #require(object["tokens"] as? [[String: Any]])
    return (object, Dictionary(uniqueKeysWithValues: tokens.compactMap { token in (token["token"] as? String).map { ($0, token) } }))
  }

  @Test(arguments: [[], ["--pieces"]])
  func aListingSaysHowManyDistinctTextsHoldAWord(unit: [String]) throws {
    let listed =
      try tokens("--label", "negative", "--by", "mean", "--min-count", "5", unit.first ?? "--words")
    // "bad" is in the seven copies only; "film" is in them, in three texts that have nothing else, and in two texts "film not".
    #expect(listed.byToken["bad"]?["texts"] as? Int == 7 && listed.byToken["bad"]?["distinct_texts"] as? Int == 1)
    #expect(listed.byToken["film"]?["texts"] as? Int == 12 && listed.byToken["film"]?["distinct_texts"] as? Int == 3)
  }

  @Test func wordsOfFewDistinctTextsAreNotRankedByMeanUnlessAskedFor() throws {
    let none = try store.run("top", "--label", "negative", "--by", "mean")
    #expect(none.errors.contains("no word that is not left out is in 5 distinct texts or more of the examples with gold label 'negative'"))
    // Twelve words occur in six copies of one text only; one word with a lower mean occurs in five distinct texts.
    let names = (1...12).map { "word\($0)" }
    var texts = [[String]](repeating: names, count: 6)
    texts += ["one", "two", "three", "four", "five"].map { ["common", $0] }
    let store = try SampleStore(
      texts.enumerated().map { index, words in
        var (pieces, text): ([(piece: String, offsets: Range<Int>, score: Float)], String) = ([], "")
        for word in words {
          text += text.isEmpty ? "" : " "
          pieces.append(("un", text.count..<text.count + word.count, words.count > 2 ? 0.0625 : 0.03125))
          text += word
        }
        return SampleStore.example(
          row: index + 1, id: "\(index + 1)", text: text, label: "negative", predicted: "negative", confidence: 0.75, pieces: pieces)
      })
    let first = try store.run("top", "--label", "negative", "--by", "mean", "-k", "1").text
    #expect(
      first.hasPrefix("11 examples with gold label 'negative', by mean; those in fewer than 5 distinct texts left out\n"), "\(first)")
    #expect(first.contains("\ncommon      5      5               5  0.0312"), "\(first)")
    // An explicit minimum counts texts.
    let counted = try store.run("top", "--label", "negative", "--by", "mean", "-k", "1", "--min-count", "5").text
    #expect(counted.hasPrefix("11 examples with gold label 'negative', by mean\n") && counted.contains("\nword1 "), "\(counted)")
    // So does a ranking without a limit.
    let all = try store.run("top", "--label", "negative", "--by", "mean", "-k", "all", "--csv").text
    #expect(all.split(separator: "\n").count == 2)
  }

  @Test func aStoreTooLargeToTellCopiesSaysSo() throws {
    let store = try SampleStore(
      (1...20_001).map { row in
        SampleStore.example(
          row: row, id: "\(row)", text: "film", label: "negative", predicted: "negative", confidence: 0.75, pieces: [("film", 0..<4, 0.5)])
      })
    let usual = try store.run("top", "--label", "negative", "--by", "mean")
    #expect(
      usual.errors
        == "globenc-query: near copies are not told in a store of more than 20,000 examples: --distinct counts the distinct texts of each token\n"
    )
    #expect(usual.text.contains("\nfilm") && !usual.text.contains("distinct_texts"))
    let distinct = try store.run("top", "--label", "negative", "--by", "mean", "--distinct", "--min-count", "1")
    #expect(distinct.errors.isEmpty && distinct.text.contains("distinct_texts"))
  }

  @Test func foldedCopiesCountOnceInEverything() throws {
    let folded = try tokens("--label", "negative", "--by", "mean", "--min-count", "1", "--fold-copies")
    // One of the copies remains, and of the others one "film" and one "film not", which have copies on the other side, too.
    #expect(folded.head["examples"] as? Int == 3 && folded.head["versus_examples"] == nil)
    #expect(folded.head["copies_left_out"] as? Int == 17)
    #expect(folded.byToken["bad"]?["count"] as? Int == 1 && folded.byToken["bad"]?["texts"] as? Int == 1)
    #expect(folded.byToken["film"]?["count"] as? Int == 3)
    let table = try store.run("top", "--label", "negative", "--by", "mean", "--min-count", "1", "--fold-copies")
    #expect(table.text.hasPrefix("3 examples with gold label 'negative', by mean; 17 near copies left out\n"))
    let floor = try store.run("top", "--label", "negative", "--by", "mean", "--fold-copies")
    #expect(floor.errors.contains("no word that is not left out is in 5 texts or more of the examples with gold label 'negative'"))
  }
}
