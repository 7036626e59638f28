import Foundation
import Support

/// The replacements of SentencePiece's `precompiled_charsmap`: a trie of byte strings, each with a text.
///
/// The bytes hold the size of the trie in bytes (32 bits, little-endian), the trie, a double array of Darts-clone, and the texts, which end
/// in a NUL. Mirrors https://github.com/huggingface/spm_precompiled/blob/v0.1.4/src/lib.rs, but nothing is found where a damaged trie leads
/// out of its bounds, which stops the reference.
struct CharsmapTrie: Sendable {
  /// The units of the double array.
  private let units: [UInt32]
  /// The texts in UTF-8, each with a NUL behind it.
  let texts: [UInt8]
  /// The replacement of each ASCII character alone. `[128]`
  private let ascii: [Range<Int>?]

  /// Reads a charsmap.
  /// - Throws: `EngineError` where it is cut off, or its texts are not UTF-8.
  init(_ charsmap: [UInt8], file: String) throws {
    let size = charsmap.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard charsmap.count >= 4, size >= 4, size <= charsmap.count - 4 else {
      throw EngineError(
        "\(file): the precompiled_charsmap of the normalizer is cut off after \(charsmap.count) bytes; save the tokenizer again",
        kind: .damaged)
    }
    let units = (0..<size / 4).map { index in
      (0..<4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(charsmap[4 + 4 * index + $1]) }
    }
    // The reference takes the rest of a size that is no multiple of 4 for text.
    let texts = Array(charsmap[(4 + size / 4 * 4)...])
    guard String(validating: texts, as: UTF8.self) != nil else {
      throw EngineError(
        "\(file): the texts in the precompiled_charsmap of the normalizer are not UTF-8; save the tokenizer again", kind: .damaged)
    }
    self.units = units
    self.texts = texts
    ascii = (0..<UInt8(128)).map { Self.replacement(of: CollectionOfOne($0), units, texts) }
  }

  /// The text for an ASCII character alone, as a range of `texts`; nil where it stays.
  func replacement(ofASCII byte: UInt8) -> Range<Int>? { ascii[Int(byte)] }

  /// The text for the shortest prefix of `bytes` that has one, as a range of `texts`; nil where none has.
  func replacement(of bytes: some Sequence<UInt8>) -> Range<Int>? { Self.replacement(of: bytes, units, texts) }

  private static func replacement(of bytes: some Sequence<UInt8>, _ units: [UInt32], _ texts: [UInt8]) -> Range<Int>? {
    guard let root = units.first else { return nil }
    var node = offset(root)
    for byte in bytes {
      node ^= Int(byte)
      guard byte != 0, node < units.count, units[node] & (1 << 31 | 0xFF) == UInt32(byte) else { return nil }
      let unit = units[node]
      node ^= offset(unit)
      // The value of a key lies behind its last node.
      if unit >> 8 & 1 == 1 {
        guard node < units.count else { return nil }
        return text(at: Int(units[node] & (1 << 31 - 1)), texts)
      }
    }
    return nil
  }

  private static func text(at start: Int, _ texts: [UInt8]) -> Range<Int>? {
    guard start < texts.count, !UTF8.isContinuation(texts[start]) else { return start == texts.count ? start..<start : nil }
    return start..<(texts[start...].firstIndex(of: 0) ?? texts.endIndex)
  }

  private static func offset(_ unit: UInt32) -> Int { Int(unit >> 10) << Int((unit & 1 << 9) >> 6) }
}
