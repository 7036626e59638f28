import Support

/// Tells of most texts, by their bytes alone, that they hold none of some words. Finding the words of a text takes ten times as long.
///
/// Only texts in ASCII are judged. The name of a word is then a stretch of its text, perhaps in lower case (see `Word`): normalization and
/// the removal of format characters change no ASCII.
struct WordScreen {
  /// The names in ASCII, in lower case, one after another.
  private var bytes: [UInt8] = []
  /// The places in `bytes` of the names that begin with each byte.
  private var names = [[Range<Int>]](repeating: [], count: 128)
  /// Whether a name begins with a byte, in either case.
  private var isFirst = [Bool](repeating: false, count: 128)
  /// Whether one of the words has no character; a damaged store's texts may hold it.
  private let hasEmpty: Bool

  init(_ words: [ExactString]) {
    hasEmpty = words.contains { $0.string.isEmpty }
    for word in words {
      guard let first = word.string.utf8.first, word.string.utf8.allSatisfy({ $0 < 128 }) else { continue }
      let start = bytes.count
      bytes += word.string.utf8.map(Self.lowercased)
      let letter = Int(Self.lowercased(first))
      names[letter].append(start..<bytes.count)
      for byte in 0..<128 where Int(Self.lowercased(UInt8(byte))) == letter { isFirst[byte] = true }
    }
  }

  /// Whether a text may hold one of the words: false only where it certainly does not.
  func mayHold(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if hasEmpty || text.reduce(0, |) >= 128 { return true }
    return isFirst.withUnsafeBufferPointer { isFirst in
      text.indices.contains { isFirst[Int(text[$0])] && begins(text[$0...]) }
    }
  }

  /// Whether a text in ASCII begins with a name, in either case.
  private func begins(_ text: UnsafeBufferPointer<UInt8>.SubSequence) -> Bool {
    guard let first = text.first else { return false }
    return names[Int(Self.lowercased(first))].contains { name in
      name.count <= text.count && zip(name, text).allSatisfy { bytes[$0] == Self.lowercased($1) }
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 32 : byte }
}
