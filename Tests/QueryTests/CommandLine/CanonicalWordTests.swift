import Store
import Testing

/// One word in two canonically equal spellings, each ending in a mark that the tokenizer drops.
struct CanonicalWordTests {
  private static let composed = "caf\u{E9}"
  private static let decomposed = "cafe\u{301}"

  private func store() throws -> SampleStore {
    try SampleStore(
      [(Self.composed, 0..<4, Float(0.25)), (Self.decomposed, 0..<4, Float(0.5))].enumerated().map { index, example in
        SampleStore.example(
          row: index + 1, id: "\(index + 1)", text: example.0 + " film", label: "negative", predicted: "negative", confidence: 0.75,
          pieces: [("bad", example.1, example.2)])
      })
  }

  @Test func totalsHaveItOnceUnderItsComposedName() throws {
    let csv = try store().run("top", "--label", "negative", "--words", "--by", "mean", "--min-count", "1", "--format", "csv").text
    let rows = csv.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[..<2].map { Array($0.utf8) } }
    #expect(rows == [[Array(Self.composed.utf8), Array("2".utf8)]], "\(csv)")
  }

  @Test func charactersThatNobodySeesMakeNoOtherWord() throws {
    let spellings = ["bad", "bad\u{200B}", "bad\u{FEFF}", "b\u{AD}ad", "ba\u{2060}d", "bad\u{200E}", "b\u{200B}ad"]
    let store = try SampleStore(
      spellings.enumerated().map { index, spelling in
        // The tokenizer's last piece ends with the last letter.
        let end = (spelling.unicodeScalars.lastIndex { $0.isASCII }).map {
          spelling.unicodeScalars.distance(from: spelling.unicodeScalars.startIndex, to: $0) + 1
        }
        return SampleStore.example(
          row: index + 1, id: "\(index + 1)", text: spelling + " film", label: "negative", predicted: "negative", confidence: 0.75,
          pieces: [("bad", 0..<(end ?? 0), 0.25)])
      })
    let csv = try store.run("top", "--label", "negative", "--by", "count", "--format", "csv").text
    let rows = csv.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[..<2].map { Array($0.utf8) } }
    #expect(rows == [[Array("bad".utf8), Array("7".utf8)]], "\(csv)")
    for spelling in ["bad", "b\u{AD}ad", "bad\u{200B}"] {
      #expect(try store.run("examples", "--word", spelling, "--sort", "score", "--csv").text.split(separator: "\n").count == 8)
    }
    #expect(try store.run("verify").status == 0)
  }

  @Test func exportsAndShowHaveItAsTheTextDoes() throws {
    let store = try store()
    let words = try store.run("export", "--what", "tokens").text
    for text in [Self.composed, Self.decomposed] { #expect(words.utf8.split(separator: 0x2C).contains { $0.elementsEqual(text.utf8) }) }
    #expect(try store.run("show", "2").text.utf8.split(separator: 0x0A).contains { $0.elementsEqual("[[\(Self.decomposed)]] film".utf8) })
  }

  @Test(arguments: [composed, decomposed]) func bothSpellingsFindBothTexts(spelling: String) throws {
    let store = try store()
    #expect(try store.run("examples", "--contains", spelling, "--format", "csv").text.split(separator: "\n").count == 3)
    #expect(try store.run("examples", "--word", spelling, "--format", "csv").text.split(separator: "\n").count == 3)
    #expect(try store.run("tokens", spelling, "--words").text.contains("2 times in 2 of 2 examples"))
  }
}
