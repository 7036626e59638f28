/// A regular expression of a tokenizer, with the matches that Oniguruma gives: of alternatives the first that leads to a match.
///
/// It has what the tokenizers in use need: characters, classes, `\s \d \w \p{..}`, groups, alternatives, quantifiers, and looking ahead.
/// Other expressions are refused. A match takes time in proportion to the text's length times the expression's, whatever the expression.
/// <https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/utils/onig.rs>
struct RegularExpression: SplitPattern {
  let program: RegularExpressionProgram

  /// Upper bound of an expression's bytes; the longest in use have a few hundred.
  private static let maximumBytes = 1 << 14

  /// Reads an expression.
  /// - Throws: `RegularExpressionError`.
  init(_ expression: String) throws {
    try Self.checkLength(expression)
    var parser = RegularExpressionParser(expression)
    program = try RegularExpressionProgram(try parser.parse())
  }

  /// The expression of a text that is to be found as it is.
  /// - Throws: `RegularExpressionError` where it is longer than an expression can be.
  init(literal text: String) throws {
    try Self.checkLength(text)
    let nodes = text.unicodeScalars.map { RegularExpressionNode.set(ScalarSet(ranges: [$0.value...$0.value])) }
    program = try RegularExpressionProgram(.sequence(nodes))
  }

  private static func checkLength(_ expression: String) throws {
    guard expression.utf8.count <= maximumBytes else { throw RegularExpressionError(reason: "it has more than \(maximumBytes) bytes") }
  }

  func appendMatches(in bytes: [UInt8], _ range: Range<Int>, to matches: inout [Range<Int>]) {
    bytes.withUnsafeBufferPointer { bytes in
      let matcher = RegularExpressionMatcher(program: program, bytes: bytes, range: range)
      var start = range.lowerBound
      var lastEnd: Int?
      while start <= range.upperBound {
        guard let end = matcher.match(at: start) else {
          start = matcher.next(start)
          continue
        }
        // An empty match right behind the last match does not count.
        if end == start, lastEnd == end {
          start = matcher.next(start)
          continue
        }
        matches.append(start..<end)
        lastEnd = end
        start = end
      }
    }
  }
}

/// The reason why an expression is not supported.
struct RegularExpressionError: Error, Equatable {
  let reason: String
}
