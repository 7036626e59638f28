import Foundation
import Store
import TestSupport
import Testing

/// Near copies do not carry a word: `distinct_texts`, and `--fold-copies`.
struct CopiesTests {
  private let store: SampleStore

  /// Seven retweets of one text under other names, and 13 other texts.
  init() throws {
    var examples: [ExampleRecord] = []
    for row in 1...20 {
      let isCopy = row <= 7
      // Each piece is a word of its own; the names are no pieces that the vocabulary has, so that numbers stand for them.
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
      unit.isEmpty ? try tokens("--label", "negative", "--by", "mean") : try tokens("--label", "negative", "--by", "mean", "--pieces")
    // "bad" is in the seven copies only; "film" in them, in three that have nothing else, and in two that say "film not".
    #expect(listed.byToken["bad"]?["texts"] as? Int == 7 && listed.byToken["bad"]?["distinct_texts"] as? Int == 1)
    #expect(listed.byToken["film"]?["texts"] as? Int == 12 && listed.byToken["film"]?["distinct_texts"] as? Int == 3)
  }

  @Test func foldedCopiesCountOnceInEverything() throws {
    let folded = try tokens("--label", "negative", "--by", "mean", "--min-count", "1", "--fold-copies")
    // One of the copies, and of the others one "film" and one "film not", which have copies on the other side, too.
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
