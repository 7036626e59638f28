import Foundation
import TestSupport

@testable import Engine

/// The tokens of the golden examples, in place of a tokenizer that cannot be read yet.
///
/// It knows the golden texts only. Any other text traps, because it would have no meaning.
struct GoldenTokenizer: Tokenizer {
  /// The text and the pair of an example.
  private struct Key: Hashable {
    let text: String
    let pair: String?
  }

  let pieces: [String]
  let modelMaxLength: Int? = nil
  let largestType: UInt8 = 0
  let largestPairType: UInt8?
  /// Any piece will do in place of words.
  let maskID: Int32? = 4
  let truncatesLeft = false
  private var encodings: [Key: Encoding] = [:]

  /// Reads the golden examples of a model.
  init(model directory: URL, goldens: URL) throws {
    let name = directory.lastPathComponent
    let tensors = try GoldenTensors(goldens.appendingPathComponent("\(name).safetensors"))
    pieces = Array(repeating: "", count: try ModelConfiguration(directory: directory).vocabularySize)
    var pairType: UInt8 = 0
    for example in try GoldenExample.all(goldens.appendingPathComponent("\(name).jsonl")) {
      let offsets = try tensors.integers("\(example.id)/offsets")
      let segments = try tensors.integers("\(example.id)/segment")
      let types = try tensors.integers("\(example.id)/token_type_ids").map { UInt8($0) }
      pairType = max(pairType, types.max() ?? 0)
      encodings[Key(text: example.text, pair: example.secondText)] = Encoding(
        inputIDs: try tensors.integers("\(example.id)/input_ids").map { Int32($0) }, tokenTypeIDs: types,
        segments: segments.map { $0 == 1 ? 1 : 0 },
        offsets: segments.indices.map { segments[$0] < 0 ? nil : offsets[2 * $0]..<offsets[2 * $0 + 1] }, isTruncated: false)
    }
    largestPairType = pairType
  }

  func fingerprint(forPairs isPair: Bool) -> String { "" }
  func spelling(ofPiece id: Int) -> PieceSpelling { PieceSpelling(continuesWord: false, surface: "\(id)") }
  func specialCount(isPair: Bool) -> Int { isPair ? 4 : 2 }
  func tokenTypes(ofSegments segments: [UInt8]) -> [UInt8]? { nil }

  func encode(_ text: String, pair: String?, maxLength: Int) -> Encoding {
    guard let encoding = encodings[Key(text: text, pair: pair)] else { preconditionFailure("no golden example has the text '\(text)'") }
    return encoding
  }
}
