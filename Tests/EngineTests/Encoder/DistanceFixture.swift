import Foundation
import TestSupport
import Testing

@testable import Engine

/// A small model of Tests/Fixtures/distances, with what transformers makes of one text.
struct DistanceFixture {
  static let names = [
    "v2-own", "v2-c2p", "v2-p2c", "v2-absolute", "v2-plain", "v1-far", "v1-p2c", "v1-c2p", "v1-plain", "mpnet", "v2-gaps",
  ]
  static let folder = Fixtures.url.appendingPathComponent("distances")

  let name: String
  let expected: GoldenTensors
  let encoding: Encoding

  init(_ name: String) throws {
    self.name = name
    expected = try GoldenTensors(Self.folder.appendingPathComponent("expected.safetensors"))
    let ids = try expected.integers("\(name)/input_ids").map { Int32($0) }
    let types = try expected.integers("\(name)/token_type_ids").map { UInt8($0) }
    // The first and the last token count as those of a template.
    let offsets = ids.indices.map { (1..<ids.count - 1).contains($0) ? $0 - 1..<$0 : nil }
    encoding = Encoding(
      inputIDs: ids, tokenTypeIDs: types, segments: Array(repeating: 0, count: ids.count), offsets: offsets, isTruncated: false)
  }

  func model(methods: [AttributionMethod], precision: Precision = .f32) throws -> AttributionModel {
    let directory = Self.folder.appendingPathComponent(name)
    let vocabulary = try ModelConfiguration(directory: directory).vocabularySize
    return try AttributionModel(
      directory: directory, precision: precision, methods: methods, aggregates: [.rollout], flowRows: .first, classes: .all,
      steps: .adaptive, memory: .max, readTokenizer: { _ in NumberedTokenizer(vocabulary: vocabulary) })
  }

  /// The tensor of this model with that name.
  func doubles(_ tensor: String) throws -> [Double] { try expected.doubles("\(name)/\(tensor)") }
}

/// A tokenizer for models whose tests hand in ids: it knows only how many pieces there are.
struct NumberedTokenizer: Tokenizer {
  let pieces: [String]
  let modelMaxLength: Int? = nil
  let largestType: UInt8 = 0
  let largestPairType: UInt8? = 1
  let maskID: Int32? = 4
  let truncatesLeft = false

  init(vocabulary: Int) { pieces = (0..<vocabulary).map { "\($0)" } }

  func fingerprint(forPairs isPair: Bool) -> String { "" }
  func spelling(ofPiece id: Int) -> PieceSpelling { PieceSpelling(continuesWord: false, surface: pieces[id]) }
  func specialCount(isPair: Bool) -> Int { 2 }
  func tokenTypes(ofSegments segments: [UInt8]) -> [UInt8]? { nil }
  func encode(_ text: String, pair: String?, maxLength: Int) -> Encoding {
    Encoding(inputIDs: [], tokenTypeIDs: [], offsets: [], isTruncated: false)
  }
}
