import Support

/// Splits words by a pattern: the pre-tokenizers `Split`, `Whitespace`, `Punctuation`, `Digits` and `CharDelimiterSplit`.
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/split.rs
struct Split: PreTokenizer {
  let pattern: any SplitPattern
  let behavior: SplitBehavior
  /// Whether matches and the text between them change places.
  var isInverted = false

  func split(_ text: inout NormalizedText, into words: inout [Range<Int>]) {
    var parts: [Range<Int>] = []
    var matches: [Range<Int>] = []
    for word in words {
      matches.removeAll(keepingCapacity: true)
      pattern.appendMatches(in: text.bytes, word, to: &matches)
      behavior.appendWords(of: word, matches, isInverted: isInverted, to: &parts)
    }
    words = parts
  }
}

extension Split {
  /// The pre-tokenizer `Whitespace`: words of letters, digits and the like, and runs of other characters but white space.
  static let whitespace = Split(pattern: WordPattern(), behavior: .removed, isInverted: true)

  /// Reads a pre-tokenizer `Split`.
  /// - Throws: `EngineError` where the pattern is not supported, or a value is of a wrong type.
  init(_ json: JSONValue, file: String) throws {
    guard let behavior = try Self.behavior(json, file: file), let isInverted = try json.flag("invert", file: file) else {
      throw EngineError("\(file): pre_tokenizer 'Split' has no 'behavior' and 'invert'; save the tokenizer again", kind: .damaged)
    }
    let literal = json["pattern"]?["String"]?.string
    guard let expression = literal ?? json["pattern"]?["Regex"]?.string else {
      throw EngineError("\(file): pre_tokenizer 'Split' has no 'pattern'; save the tokenizer again", kind: .damaged)
    }
    let pattern: any SplitPattern
    do {
      if let literal {
        pattern = try RegularExpression(literal: literal)
      } else if expression == GPT2Pattern.expression {
        pattern = GPT2Pattern()
      } else {
        pattern = try RegularExpression(expression)
      }
    } catch let error as RegularExpressionError {
      throw EngineError(
        "\(file): pre_tokenizer 'Split' with the pattern '\(expression.prefix(200))' is not supported: \(error.reason)")
    }
    self.init(pattern: pattern, behavior: behavior, isInverted: isInverted)
  }

  /// Reads a pre-tokenizer `Punctuation`.
  static func punctuation(_ json: JSONValue, file: String) throws -> Split {
    Split(pattern: CharacterPattern(kind: .punctuation), behavior: try behavior(json, file: file) ?? .isolated)
  }

  /// Reads a pre-tokenizer `Digits`: each digit, or each number, is a word.
  static func digits(_ json: JSONValue, file: String) throws -> Split {
    let areIndividual = try json.flag("individual_digits", file: file) ?? false
    return Split(pattern: CharacterPattern(kind: .numeric), behavior: areIndividual ? .isolated : .contiguous)
  }

  /// Reads a pre-tokenizer `CharDelimiterSplit`: a character separates words, and is dropped.
  static func delimiter(_ json: JSONValue, file: String) throws -> Split {
    let text = try json.text("delimiter", file: file)?.unicodeScalars
    guard let delimiter = text?.first, text?.count == 1 else {
      throw EngineError("\(file): pre_tokenizer 'CharDelimiterSplit' has no 'delimiter' of one character; correct it", kind: .damaged)
    }
    return Split(pattern: CharacterPattern(kind: .scalar(delimiter)), behavior: .removed)
  }

  private static func behavior(_ json: JSONValue, file: String) throws -> SplitBehavior? {
    guard let name = try json.text("behavior", file: file) else { return nil }
    guard let behavior = SplitBehavior(rawValue: name) else {
      throw EngineError("\(file): pre_tokenizer with the behavior '\(name.prefix(80))' is not supported", kind: .damaged)
    }
    return behavior
  }
}
