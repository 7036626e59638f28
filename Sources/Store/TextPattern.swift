/// A piece of text to be found in others whatever the case of letters.
final class TextPattern {
  /// Folded. `[n]`
  private let scalars: [UInt32]
  private var folding = CaseFolding()

  /// Takes the text as it is: nothing in it has a meaning of its own.
  init(_ text: String) {
    var folding = CaseFolding()
    scalars = text.unicodeScalars.map { folding.fold($0.value) }
    self.folding = folding
  }

  /// Whether it occurs in `text`, which is UTF-8. An empty pattern occurs in every text.
  func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = scalars.first else { return true }
    var position = 0
    while position < text.count {
      if folding.fold(Self.scalar(in: text, at: &position)) == first, continues(in: text, at: position) { return true }
    }
    return false
  }

  private func continues(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    var position = start
    for scalar in scalars.dropFirst() {
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
