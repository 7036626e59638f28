/// A text that is written anew from an old one, with origins as the reference gives them.
///
/// Mirrors the changes that `Precompiled` hands to `NormalizedString::transform`: a character takes over the place of the next old one, or
/// is inserted at the place of the last one. One that vanishes is charged to the character before it. Where there is none it is forgotten,
/// so that all that follow take the places of characters that are too early.
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/tokenizer/normalizer.rs
struct ReplacedText {
  private let old: NormalizedText
  private var bytes: [UInt8] = []
  private var origins: [Int32] = []
  /// First byte of the old character whose place the next one takes.
  private var source = 0
  /// First byte of the last character that was written.
  private var last = 0
  /// Whether the last character was inserted.
  private var isInserted = false

  /// Begins at the first character of a text.
  init(of old: NormalizedText) {
    self.old = old
    bytes.reserveCapacity(old.bytes.count + 16)
    origins.reserveCapacity(old.bytes.count + 16)
  }

  /// The new text so far.
  var text: NormalizedText { NormalizedText(bytes: bytes, origins: origins) }

  /// Takes over ASCII characters of the old text, the next ones that have not been dealt with.
  mutating func keepASCII(_ range: Range<Int>) {
    if source == range.lowerBound {
      bytes.append(contentsOf: old.bytes[range])
      origins.append(contentsOf: old.origins[range])
      source = range.upperBound
    } else {
      for byte in old.bytes[range] { append(CollectionOfOne(byte), origin: takenOrigin()) }
    }
    last = bytes.count - 1
    isInserted = false
  }

  /// Takes over one character of the old text, the next one that has not been dealt with.
  mutating func keep(_ character: ArraySlice<UInt8>) {
    append(character, origin: takenOrigin())
    isInserted = false
  }

  /// Replaces the next `count` characters of the old text, at least one, by others in UTF-8.
  mutating func replace(_ count: Int, by replacement: ArraySlice<UInt8>) {
    var position = replacement.startIndex
    var (written, origin) = (0, NormalizedText.noOrigin)
    while position < replacement.endIndex {
      var end = position + 1
      while end < replacement.endIndex, UTF8.isContinuation(replacement[end]) { end += 1 }
      if written < count { origin = takenOrigin() }
      append(replacement[position..<end], origin: origin)
      written += 1
      position = end
    }
    if written > 0 {
      isInserted = written > count
    } else if bytes.isEmpty {
      return
    } else if isInserted {
      let origin = originAtSource
      for index in last..<bytes.count { origins[index] = origin }
      isInserted = false
    }
    for _ in 0..<max(0, count - written) { _ = takenOrigin() }
  }

  private mutating func append(_ character: some Collection<UInt8>, origin: Int32) {
    last = bytes.count
    bytes.append(contentsOf: character)
    origins.append(contentsOf: repeatElement(origin, count: character.count))
  }

  private var originAtSource: Int32 { source < old.origins.count ? old.origins[source] : NormalizedText.noOrigin }

  /// The origin of the next old character, which is passed.
  private mutating func takenOrigin() -> Int32 {
    let origin = originAtSource
    source += 1
    while source < old.bytes.count, UTF8.isContinuation(old.bytes[source]) { source += 1 }
    return origin
  }
}
