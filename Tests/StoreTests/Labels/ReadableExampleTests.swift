import Foundation
import Store
import TestSupport
import Testing

/// An example of a store without texts, as people read it: its words stand for the text, and all else stays.
struct ReadableExampleTests {
  @Test("a gold label that is no class of the model is neither right nor wrong, without a text too", arguments: [true, false])
  func goldOutsideClasses(keepsTexts: Bool) throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("s.globenc")
    try StoreSamples.write(
      [
        StoreSamples.record(row: 1, label: "mixed", predicted: "negative", words: ["good", "film"]),
        StoreSamples.record(row: 2, label: "positive", predicted: "negative", words: ["good", "film"]),
      ], to: url, settings: StoreSamples.settings(keepsTexts: keepsTexts))
    let store = try AttributionStore.openForReading(at: url)
    #expect(try #require(try store.example(id: "ex1")).readable.isRight == nil)
    #expect(try #require(try store.example(id: "ex2")).readable.isRight == false)
    #expect(try #require(try store.example(id: "ex1")).readable.text == "good film")
  }
}
