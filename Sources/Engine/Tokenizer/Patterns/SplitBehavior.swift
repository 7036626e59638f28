/// What becomes of the matches of a pattern where a text is split.
///
/// Mirrors `SplitDelimiterBehavior` and `NormalizedString::split`:
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/tokenizer/normalizer.rs
enum SplitBehavior: String, Sendable {
  /// A match is dropped.
  case removed = "Removed"
  /// A match is a word.
  case isolated = "Isolated"
  /// A match is the end of the word before it.
  case mergedWithPrevious = "MergedWithPrevious"
  /// A match is the beginning of the word behind it.
  case mergedWithNext = "MergedWithNext"
  /// Neighbouring matches are one word.
  case contiguous = "Contiguous"

  /// Appends the words of `range`.
  /// - Parameters:
  ///   - range: The range that is split.
  ///   - matches: The matches in the range, from left to right.
  ///   - isInverted: Whether matches and the text between them change places.
  ///   - words: Receives the words.
  func appendWords(of range: Range<Int>, _ matches: [Range<Int>], isInverted: Bool, to words: inout [Range<Int>]) {
    let parts = Self.parts(of: range, matches, isInverted: isInverted)
    switch self {
    case .removed: words += parts.filter { !$0.isMatch && !$0.range.isEmpty }.map(\.range)
    case .isolated: words += parts.map(\.range).filter { !$0.isEmpty }
    case .contiguous: words += Self.joined(parts) { $0 == $1 }
    case .mergedWithPrevious: words += Self.joined(parts) { $0 && !$1 }
    case .mergedWithNext:
      let reversed = parts.reversed().map { Part(range: -$0.range.upperBound..<(-$0.range.lowerBound), isMatch: $0.isMatch) }
      words += Self.joined(reversed) { $0 && !$1 }.reversed().map { -$0.upperBound..<(-$0.lowerBound) }
    }
  }

  private struct Part {
    let range: Range<Int>
    let isMatch: Bool
  }

  /// The matches, and the text between them.
  private static func parts(of range: Range<Int>, _ matches: [Range<Int>], isInverted: Bool) -> [Part] {
    var parts: [Part] = []
    parts.reserveCapacity(2 * matches.count + 1)
    var end = range.lowerBound
    for match in matches {
      if end < match.lowerBound { parts.append(Part(range: end..<match.lowerBound, isMatch: isInverted)) }
      parts.append(Part(range: match, isMatch: !isInverted))
      end = match.upperBound
    }
    if end < range.upperBound { parts.append(Part(range: end..<range.upperBound, isMatch: isInverted)) }
    return parts
  }

  /// The parts, where a part joins the one before it if `joins` says so of it and of the one before; before the first part is no match.
  private static func joined(_ parts: [Part], _ joins: (_ isMatch: Bool, _ wasMatch: Bool) -> Bool) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var wasMatch = false
    for part in parts {
      if joins(part.isMatch, wasMatch), let last = result.last {
        result[result.count - 1] = last.lowerBound..<part.range.upperBound
      } else {
        result.append(part.range)
      }
      wasMatch = part.isMatch
    }
    return result.filter { !$0.isEmpty }
  }
}
