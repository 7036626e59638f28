/// A section of a text as the steps of a tokenizer change it, with the origin of each byte in the original text.
struct NormalizedText {
  /// The origin of bytes that come from nothing: as in the reference, their offsets are (0, 0).
  static let noOrigin: Int32 = -1

  /// The text in UTF-8.
  private(set) var bytes: [UInt8] = []
  /// For each byte, the index of its Unicode scalar in the original text, or `noOrigin`.
  private(set) var origins: [Int32] = []

  /// An empty text.
  init() {}

  /// Creates a text from its bytes and their origins.
  /// - Precondition: there are as many origins as bytes, which are valid UTF-8.
  init(bytes: [UInt8], origins: [Int32]) {
    precondition(bytes.count == origins.count, "\(origins.count) origins of \(bytes.count) bytes")
    (self.bytes, self.origins) = (bytes, origins)
  }

  /// The section `range` of the original text `bytes`, unchanged. `firstScalar`: the index of its first scalar in the original text.
  init(_ bytes: [UInt8], _ range: Range<Int>, firstScalar: Int) {
    self.bytes = range == bytes.indices ? bytes : Array(bytes[range])
    var origin = Int32(firstScalar) - 1
    origins = self.bytes.map { byte in
      if !UTF8.isContinuation(byte) { origin += 1 }
      return origin
    }
  }

  /// The part `range` of the text.
  func part(_ range: Range<Int>) -> NormalizedText {
    range == bytes.indices ? self : NormalizedText(bytes: Array(bytes[range]), origins: Array(origins[range]))
  }

  /// Makes room for `count` further bytes.
  mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(bytes.count + count)
    origins.reserveCapacity(origins.count + count)
  }

  /// Appends an ASCII byte.
  mutating func append(_ byte: UInt8, from origin: Int32) {
    bytes.append(byte)
    origins.append(origin)
  }

  /// Appends a part of another text.
  mutating func append(_ text: NormalizedText, _ range: Range<Int>) {
    bytes += text.bytes[range]
    origins += text.origins[range]
  }

  /// Appends a scalar, or the scalars of its lower case.
  mutating func append(_ scalar: Unicode.Scalar, lowercased: Bool, from origin: Int32) {
    if lowercased {
      for lower in scalar.properties.lowercaseMapping.unicodeScalars { append(lower, lowercased: false, from: origin) }
    } else {
      UTF8.encode(scalar)?.forEach { append($0, from: origin) }
    }
  }

  /// Replaces the text by `image`, whose origins count the scalars of this text.
  mutating func replace(by image: NormalizedText) {
    let starts = bytes.indices.filter { !UTF8.isContinuation(bytes[$0]) }
    let old = origins
    bytes = image.bytes
    origins = image.origins.map { $0 < 0 ? $0 : old[starts[Int($0)]] }
  }

  /// The scalars of the original text that a range of bytes comes from: from the scalar of the first byte to the scalar of the last one.
  /// Where the first byte has no origin the range starts at 0, and where the last one has none it ends at 0.
  /// - Precondition: `range` is not empty.
  func originalRange(of range: Range<Int>) -> Range<Int> {
    let start = max(0, Int(origins[range.lowerBound]))
    return start..<max(start, Int(origins[range.upperBound - 1]) + 1)
  }
}
