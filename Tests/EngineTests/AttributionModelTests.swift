import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct AttributionModelTests {
  @Test("a vocabulary that was cut off, or has more pieces than the model has embeddings, is refused", arguments: [3000, 7000])
  func vocabularySize(pieces: Int) throws {
    let directory = try TemporaryDirectory()
    let model = Fixtures.samples.appendingPathComponent("bert-tiny-sentiment")
    for name in ["config.json", "model.safetensors"] {
      try FileManager.default.copyItem(at: model.appendingPathComponent(name), to: directory.url.appendingPathComponent(name))
    }
    var vocabulary = try String(contentsOf: model.appendingPathComponent("vocab.txt"), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).prefix(pieces).map(String.init)
    while vocabulary.count < pieces { vocabulary.append("piece\(vocabulary.count)") }
    _ = try directory.write(vocabulary.joined(separator: "\n") + "\n", to: "vocab.txt")
    #expect(
      throws: EngineError(
        "the vocabulary in \(directory.url.path) has \(pieces) pieces but the model has 6000 word embeddings: it is cut off, or belongs to "
          + "another model")
    ) {
      try AttributionModel(directory: directory.url)
    }
  }
}
