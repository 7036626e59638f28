import Foundation
import TestSupport
import Testing

@testable import Engine

/// Occlusion, compared with a loop over the model itself.
@Suite struct OcclusionTests {
  private static func directory(_ name: String) -> URL {
    name == "bert-tiny-sentiment" ? Fixtures.samples.appendingPathComponent(name) : Fixtures.url.appendingPathComponent("models/\(name)")
  }

  /// The words by the marks of WordPiece, whose pieces of punctuation are never continued.
  private func words(_ encoding: Encoding, _ pieces: [String]) -> [[Int]] {
    var words: [[Int]] = []
    for position in encoding.inputIDs.indices where encoding.offsets[position] != nil {
      if pieces[Int(encoding.inputIDs[position])].hasPrefix("##") {
        words[words.count - 1].append(position)
      } else {
        words.append([position])
      }
    }
    return words
  }

  @Test(
    "a word's pieces share the drop of the logit with the word masked, bitwise; the template's tokens have 0",
    arguments: ["bert-tiny-sentiment", "bert-odd-nli", "electra-odd-nli"], [nil, "An unbelievably good film."])
  func definition(name: String, pair: String?) throws {
    let model = try AttributionModel(directory: Self.directory(name), methods: [.occlusion])
    let plain = try AttributionModel(directory: Self.directory(name), methods: []).makeWorker()
    let mask = Int32(try #require(model.tokenizer.pieces.firstIndex(of: "[MASK]")))
    let encoding = model.tokenizer.encode("The unforgettable, uncompromising storytelling isn't bad!", pair: pair, maxLength: 64)
    let words = words(encoding, model.tokenizer.pieces)
    #expect(words.contains { $0.count > 1 } && words.contains { $0.count == 1 })
    let explanation = try #require(model.makeWorker().run([encoding]).first)
    #expect(explanation.attributions.map(\.classIndex) == explanation.logits.indices.map { $0 })
    var expected = explanation.logits.map { _ in [Float](repeating: 0, count: encoding.count) }
    for word in words {
      let ids = encoding.inputIDs.enumerated().map { word.contains($0) ? mask : $1 }
      let masked = Encoding(
        inputIDs: ids, tokenTypeIDs: encoding.tokenTypeIDs, segments: encoding.segments, offsets: encoding.offsets, isTruncated: false)
      let logits = try #require(plain.run([masked]).first).logits
      for number in logits.indices {
        let drop = Double(explanation.logits[number]) - Double(logits[number])
        for position in word { expected[number][position] = Float(drop / Double(word.count)) }
      }
    }
    for (number, attribution) in explanation.attributions.enumerated() {
      #expect(attribution.scores == expected[number])
      let sum = attribution.scores.reduce(try #require(attribution.bias)) { $0 + Double($1) }
      #expect(abs(sum - Double(explanation.logits[number])) < 1e-9)
    }
  }

  @Test("a text's scores are bitwise the same alone, in company and at another place, and after a long text")
  func neighbours() throws {
    let model = try AttributionModel(directory: Self.directory("electra-odd-nli"), methods: [.occlusion], classes: .predicted)
    let texts = ["a dull film", "", "the acting , the story and the music are all wonderful", "hmm"] + (0..<14).map { "film \($0)" }
    let encodings = texts.map { model.tokenizer.encode($0, pair: nil, maxLength: model.maxTokens) }
    let together = model.makeWorker().run(encodings)
    let reversed = model.makeWorker().run(encodings.reversed()).reversed()
    let worker = model.makeWorker()
    for (index, (a, b)) in zip(together, reversed).enumerated() {
      let alone = try #require(worker.run([encodings[index]]).first)
      #expect(a.isFinite && a.attributions.count == 1 && a == b && a == alone, "\(texts[index])")
    }
    #expect(together[1].attributions[0].scores.allSatisfy { $0 == 0 }, "an empty text has no words")
  }

  @Test("without offsets, as in a store without texts, and in a window, the words are the same")
  func withoutOffsets() throws {
    let tokenizer = try AttributionModel(directory: Self.directory("bert-odd-nli"), methods: []).tokenizer
    for pair in [nil, "A good film."] {
      let encoding = tokenizer.encode("It isn't a bad film.", pair: pair, maxLength: 64)
      let bare = Encoding(
        inputIDs: encoding.inputIDs, tokenTypeIDs: encoding.tokenTypeIDs, segments: encoding.segments,
        offsets: encoding.offsets.map { _ in nil }, isSpecial: encoding.isSpecial, isTruncated: false)
      #expect(TokenWords.ranges(of: bare, tokenizer) == TokenWords.ranges(of: encoding, tokenizer))
      #expect(TokenWords.ranges(of: encoding, tokenizer).map { Array($0) } == words(encoding, tokenizer.pieces))
    }
    // A window may begin within a word.
    let encoding = tokenizer.encode("unbelievably", pair: nil, maxLength: 64)
    try #require(encoding.count > 3)
    #expect(TokenWords.ranges(of: encoding.window(2..<encoding.count - 1), tokenizer) == [1..<encoding.count - 2])
  }

  @Test("a model whose tokenizer has no mask token is refused in one sentence")
  func withoutMask() throws {
    let directory = try TemporaryDirectory()
    let model = Self.directory("bert-odd-nli")
    for file in try FileManager.default.contentsOfDirectory(atPath: model.path) {
      try FileManager.default.copyItem(at: model.appendingPathComponent(file), to: directory.url.appendingPathComponent(file))
    }
    for file in ["vocab.txt", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"] {
      let url = directory.url.appendingPathComponent(file)
      guard let text = try? String(contentsOf: url, encoding: .utf8) else { continue }
      try FileManager.default.removeItem(at: url)
      let without = text.replacingOccurrences(of: "\"mask_token\": \"[MASK]\"", with: "\"mask_token\": null")
      _ = try directory.write(without.replacingOccurrences(of: "[MASK]", with: "mask"), to: file)
    }
    #expect(throws: EngineError.self) { try AttributionModel(directory: directory.url, methods: [.occlusion]) }
    _ = try AttributionModel(directory: directory.url, methods: [.decompXLinear])
  }
}
