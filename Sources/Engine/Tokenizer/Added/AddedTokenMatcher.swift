/// Finds added tokens in a text: the leftmost first, and of those that begin at the same place the longest.
///
/// Mirrors `AddedVocabulary::find_matches`:
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/tokenizer/added_vocabulary.rs
struct AddedTokenMatcher: Sendable {
  /// A part of a text: an added token, or the text between two.
  struct Segment: Equatable {
    let range: Range<Int>
    /// The added token's id; nil for text.
    let id: Int32?
  }

  /// A pattern to find.
  struct Entry {
    /// The pattern in UTF-8.
    let bytes: [UInt8]
    let token: AddedToken
    let id: Int32
    /// Whether a match is skipped: the text continues behind it.
    var isPassedOver = false
  }

  private let entries: [Entry]
  private let trie: PieceTrie
  /// Whether any pattern begins with that byte. `[256]`
  private let isFirstByte: [Bool]

  /// Creates a matcher. Empty patterns are never found.
  init(_ entries: [Entry]) {
    self.entries = entries
    var trie = PieceTrie(totalBytes: entries.reduce(0) { $0 + $1.bytes.count })
    var isFirstByte = Array(repeating: false, count: 256)
    for (index, entry) in entries.enumerated() {
      guard let first = entry.bytes.first else { continue }
      isFirstByte[Int(first)] = true
      // Of two equal patterns, the reference finds the earlier one.
      if trie.value(of: entry.bytes) == nil { trie.insert(entry.bytes, value: Int32(index)) }
    }
    self.trie = trie
    self.isFirstByte = isFirstByte
  }

  /// Splits `bytes[range]`, valid UTF-8, into segments that cover it; none is empty.
  ///
  /// Where white space behind a token belongs to it and contains another token, the next segment begins before the end of the last one.
  func split(_ bytes: [UInt8], _ range: Range<Int>) -> [Segment] {
    var segments: [Segment] = []
    var segmentStart = range.lowerBound
    var position = range.lowerBound
    while position < range.upperBound {
      guard isFirstByte[Int(bytes[position])], let match = trie.longestMatch(in: bytes, position..<range.upperBound) else {
        position += 1
        continue
      }
      let entry = entries[Int(match.value)]
      let matched = position..<match.end
      position = match.end
      if entry.isPassedOver || entry.token.isSingleWord && touchesWord(bytes, matched, within: range) { continue }
      let start =
        entry.token.stripsLeft
        ? max(startOfSpace(bytes, before: matched.lowerBound, notBefore: range.lowerBound), segmentStart) : matched.lowerBound
      let end = entry.token.stripsRight ? endOfSpace(bytes, after: matched.upperBound, limit: range.upperBound) : matched.upperBound
      // The match lies inside the segment before it; the reference fails there.
      guard start < end else { continue }
      if segmentStart < start { segments.append(Segment(range: segmentStart..<start, id: nil)) }
      segments.append(Segment(range: start..<end, id: entry.id))
      segmentStart = end
    }
    if segmentStart < range.upperBound { segments.append(Segment(range: segmentStart..<range.upperBound, id: nil)) }
    return segments
  }

  private func touchesWord(_ bytes: [UInt8], _ matched: Range<Int>, within range: Range<Int>) -> Bool {
    matched.lowerBound > range.lowerBound && WordPattern.isWord(UTF8.scalar(in: bytes, endingAt: matched.lowerBound).scalar)
      || matched.upperBound < range.upperBound && WordPattern.isWord(UTF8.scalar(in: bytes, at: matched.upperBound).scalar)
  }

  private func startOfSpace(_ bytes: [UInt8], before end: Int, notBefore limit: Int) -> Int {
    var start = end
    while start > limit {
      let (scalar, length) = UTF8.scalar(in: bytes, endingAt: start)
      guard scalar.properties.isWhitespace else { break }
      start -= length
    }
    return start
  }

  private func endOfSpace(_ bytes: [UInt8], after start: Int, limit: Int) -> Int {
    var end = start
    while end < limit {
      let (scalar, length) = UTF8.scalar(in: bytes, at: end)
      guard scalar.properties.isWhitespace else { break }
      end += length
    }
    return end
  }
}
