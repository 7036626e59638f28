import Support

/// A text with access by Unicode scalars, in its UTF-8.
struct WordText {
  private let bytes: [UInt8]
  /// Where each scalar begins, and where the text ends; nil where each scalar is one byte. `[scalars + 1]`
  private let starts: [Int]?

  /// Wraps valid UTF-8.
  init(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    self.bytes = bytes
    starts = bytes.contains { $0 >= 0x80 } ? bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count] : nil
  }

  /// The number of scalars.
  var count: Int { starts.map { $0.count - 1 } ?? bytes.count }

  /// The scalar at an index.
  subscript(place: Int) -> Unicode.Scalar {
    guard let starts else { return Unicode.Scalar(bytes[place]) }
    var scalars = UTF8Scalars(bytes[starts[place]..<starts[place + 1]])
    return scalars.next().flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
  }

  /// The text of a range, cut to the text's end.
  func stretch(_ range: Range<Int>) -> String {
    let range = range.clamped(to: 0..<count)
    let places = starts.map { $0[range.lowerBound]..<$0[range.upperBound] } ?? range
    return String(decoding: bytes[places], as: UTF8.self)
  }
}
