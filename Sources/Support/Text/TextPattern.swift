/// A text to be found in others, regardless of case and of canonically equivalent spellings.
///
/// Both texts are compared in normalization form C, with scalars folded by `CaseFolding`: an accent is a part of its letter in either
/// spelling. One thread at a time may use a pattern.
public final class TextPattern {
  /// The folded scalars. `[n]`
  private let scalars: [UInt32]
  /// For each byte, whether a scalar that begins with it may be the pattern's first. This alone excludes most positions. `[256]`
  private let beginnings: [Bool]
  private var folding = CaseFolding()

  /// Creates a pattern; no character has a special meaning.
  public init(_ text: String) {
    var folding = CaseFolding()
    let scalars = CanonicalForm.of(text).unicodeScalars.map { folding.fold($0.value) }
    // A scalar beyond ASCII may fold to one in ASCII, so every byte that begins such a scalar is included.
    beginnings = (0..<256).map { byte in byte >= 0xC0 || (byte < 0x80 && folding.fold(UInt32(byte)) == scalars.first) }
    self.scalars = scalars
    self.folding = folding
  }

  /// Whether the pattern occurs in `text`, which is UTF-8. An empty pattern occurs in every text.
  public func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !scalars.isEmpty else { return true }
    if CanonicalForm.isForm(text) { return firstMatch(in: text, from: text.startIndex) != nil }
    var form = CanonicalForm.of(String(decoding: text, as: UTF8.self))
    return form.withUTF8 { firstMatch(in: $0, from: $0.startIndex) != nil }
  }

  /// The occurrences in a text, in order and without overlaps, in Unicode scalars of the original text. An empty pattern has none.
  public func matches(in text: String) -> [Range<Int>] {
    guard !scalars.isEmpty else { return [] }
    let form = PlacedForm(of: text)
    var searched = form.text
    return searched.withUTF8 { bytes in
      var (matches, position, places): ([Range<Int>], Int, Int) = ([], 0, 0)
      while let match = firstMatch(in: bytes, from: position) {
        let start = places + Self.count(bytes[position..<match.lowerBound])
        places = start + scalars.count
        position = match.upperBound
        matches.append(form.origin(of: start..<places))
      }
      return matches
    }
  }

  /// The bytes of the first occurrence at or behind `start`.
  private func firstMatch(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    scalars.withUnsafeBufferPointer { scalars in
      beginnings.withUnsafeBufferPointer { beginnings in
        for position in start..<text.count where beginnings[Int(text[position])] {
          if let end = Self.end(of: scalars, text, at: position, &folding) { return position..<end }
        }
        return nil
      }
    }
  }

  /// The end of the pattern's occurrence at `start`; nil where it does not occur there.
  private static func end(
    of scalars: UnsafeBufferPointer<UInt32>, _ text: UnsafeBufferPointer<UInt8>, at start: Int, _ folding: inout CaseFolding
  ) -> Int? {
    var position = start
    for scalar in scalars {
      guard position < text.count, folding.fold(UTF8Scalars.scalar(in: text, at: &position)) == scalar else { return nil }
    }
    return position
  }

  /// The number of scalars in a part of UTF-8.
  private static func count(_ bytes: some Sequence<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }
}
