import Foundation
import Support

/// SentencePiece's normalization by a table of replacements, `Precompiled` in tokenizer.json.
///
/// A grapheme cluster of less than six bytes is replaced as a whole by the text for its shortest prefix that has one. Other clusters, and
/// those without such a prefix, are replaced character by character. All this, and the origins, mirrors
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/precompiled.rs.
struct PrecompiledCharsmap: Normalizer {
  private let trie: CharsmapTrie
  /// Whether a byte stays as it is where another ASCII character or none comes next. `[256]`
  private let isPlain: [Bool]

  /// Creates a normalizer from the bytes of `precompiled_charsmap`.
  /// - Throws: `EngineError` where they are damaged.
  init(_ charsmap: [UInt8], file: String) throws {
    let trie = try CharsmapTrie(charsmap, file: file)
    self.trie = trie
    // A carriage return may be the first of two characters of a cluster.
    isPlain = (0...UInt8.max).map { $0 < 0x80 && $0 != 0x0D && trie.replacement(ofASCII: $0) == nil }
  }

  /// Reads the normalizer of tokenizer.json.
  /// - Throws: `EngineError` where the charsmap is missing, is not base64, or is damaged.
  init(_ json: JSONValue, file: String) throws {
    guard let text = json["precompiled_charsmap"]?.string, let bytes = Data(base64Encoded: text) else {
      throw EngineError(
        "\(file): the precompiled_charsmap of the normalizer is missing, or is not base64; save the tokenizer again", kind: .damaged)
    }
    try self.init(Array(bytes), file: file)
  }

  func normalize(_ text: inout NormalizedText) {
    if text.bytes.allSatisfy({ isPlain[Int($0)] }) { return }
    var image = ReplacedText(of: text)
    let bytes = text.bytes
    var position = 0
    while position < bytes.count {
      let run = bytes[position...].prefix { isPlain[Int($0)] }
      // The last one may have marks behind it.
      let plain = run.endIndex == bytes.count || bytes[run.endIndex] < 0x80 ? run.endIndex : run.endIndex - 1
      if plain > position {
        image.keepASCII(position..<plain)
        position = plain
      } else {
        let end = GraphemeCluster.end(in: bytes, from: position, to: bytes.count)
        replace(position..<end, in: bytes, &image)
        position = end
      }
    }
    text = image.text
  }

  private func replace(_ cluster: Range<Int>, in bytes: [UInt8], _ image: inout ReplacedText) {
    if cluster.count < 6, let replacement = trie.replacement(of: bytes[cluster]) {
      image.replace(UTF8.scalarCount(in: bytes, cluster), by: trie.texts[replacement])
      return
    }
    var position = cluster.lowerBound
    while position < cluster.upperBound {
      let character = position..<position + UTF8.scalar(in: bytes, at: position).length
      if let replacement = trie.replacement(of: bytes[character]) {
        image.replace(1, by: trie.texts[replacement])
      } else {
        image.keep(bytes[character])
      }
      position = character.upperBound
    }
  }
}
