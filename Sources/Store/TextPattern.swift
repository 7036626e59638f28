/// A piece of text to be found in others whatever the case of letters.
///
/// Used by one thread at a time.
final class TextPattern {
  /// Folded. `[n]`
  private let scalars: [UInt32]
  /// By byte: whether a scalar that begins with it may be the first one. Most bytes are passed over by this alone. `[256]`
  private let beginnings: [Bool]
  private var folding = CaseFolding()

  /// Takes the text as it is: nothing in it has a meaning of its own.
  init(_ text: String) {
    var folding = CaseFolding()
    let scalars = text.unicodeScalars.map { folding.fold($0.value) }
    // A scalar beyond ASCII may fold to an ASCII one, so that each byte that begins one is looked at.
    beginnings = (0..<256).map { byte in byte >= 0xC0 || (byte < 0x80 && folding.fold(UInt32(byte)) == scalars.first) }
    self.scalars = scalars
    self.folding = folding
  }

  /// Whether it occurs in `text`, which is UTF-8. An empty pattern occurs in every text.
  func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !scalars.isEmpty else { return true }
    return scalars.withUnsafeBufferPointer { scalars in
      beginnings.withUnsafeBufferPointer { beginnings in
        for position in text.indices where beginnings[Int(text[position])] {
          if Self.begins(with: scalars, text, at: position, &folding) { return true }
        }
        return false
      }
    }
  }

  private static func begins(
    with scalars: UnsafeBufferPointer<UInt32>, _ text: UnsafeBufferPointer<UInt8>, at start: Int, _ folding: inout CaseFolding
  ) -> Bool {
    var position = start
    for scalar in scalars {
      guard position < text.count, folding.fold(Self.scalar(in: text, at: &position)) == scalar else { return false }
    }
    return true
  }

  /// The scalar at `position`, which is moved behind it. Bytes that are no UTF-8 give some number, never a read beyond the end.
  @inline(__always)
  private static func scalar(in text: UnsafeBufferPointer<UInt8>, at position: inout Int) -> UInt32 {
    let first = text[position]
    position += 1
    guard first >= 0x80 else { return UInt32(first) }
    let length = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1
    var scalar = UInt32(first) & (0x3F >> UInt32(length))
    for _ in 0..<length where position < text.count {
      scalar = scalar << 6 | UInt32(text[position] & 0x3F)
      position += 1
    }
    return scalar
  }
}
