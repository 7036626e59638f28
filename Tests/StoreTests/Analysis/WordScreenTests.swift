import TestSupport
import Testing

@testable import Store
@testable import Support

struct WordScreenTests {
  private func mayHold(_ words: [String], _ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer(WordScreen(words.map { ExactString($0) }).mayHold)
  }

  @Test(arguments: [
    (["bad"], "not bad", true), (["bad"], "BAD", true), (["BAD"], "bad", true), (["bad"], "good", false), (["bad"], "", false),
    (["bad"], "ba", false), (["film", "bad"], "a film", true), (["film", "fine"], "final", false), ([], "bad", false), (["."], "a.", true),
    // Only texts in ASCII are judged.
    (["bad"], "gut\u{E9}", true), (["caf\u{E9}"], "cafe", false), (["caf\u{E9}"], "cafe\u{301}", true), ([""], "", true),
  ])
  func `a text passes that may hold one of the words`(words: [String], text: String, passes: Bool) {
    #expect(mayHold(words, text) == passes)
  }

  @Test func `no text with one of its own words is held back`() {
    for row in 1...300 {
      let record = StoreSamples.record(row: row)
      for word in Word.words(of: record.tokens, text: record.text, pair: nil) where word.range != nil {
        #expect(mayHold([word.name], record.text), "\(word.name)")
      }
    }
  }
}
