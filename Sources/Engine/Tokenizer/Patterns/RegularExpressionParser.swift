/// Reads the regular expressions of tokenizers, in Oniguruma's syntax.
///
/// What Oniguruma has beyond that, such as anchors, references and options, is refused: it would be wrong to pass over it.
struct RegularExpressionParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  /// Whether letters match both cases: inside `(?i:...)`.
  private var ignoresCase = false

  /// Upper bound of groups in one another.
  private static let deepest = 20
  /// Upper bound of the numbers in quantifiers.
  private static let mostOften = 100

  init(_ expression: String) {
    scalars = Array(expression.unicodeScalars)
  }

  /// Reads the whole expression.
  /// - Throws: `RegularExpressionError`.
  mutating func parse() throws -> RegularExpressionNode {
    let node = try choice()
    guard position == scalars.count else { throw RegularExpressionError(reason: "it has a ')' without a '('") }
    return node
  }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  /// Passes over a text if it comes next.
  private mutating func skip(_ text: String) -> Bool {
    guard scalars[position...].starts(with: text.unicodeScalars) else { return false }
    position += text.unicodeScalars.count
    return true
  }

  private mutating func choice() throws -> RegularExpressionNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw RegularExpressionError(reason: "it has more than \(Self.deepest) groups in one another") }
    var parts = [try sequence()]
    while skip("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws -> RegularExpressionNode {
    var parts: [RegularExpressionNode] = []
    while let scalar = next, scalar != "|", scalar != ")" { parts.append(try quantified(try atom())) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func quantified(_ node: RegularExpressionNode) throws -> RegularExpressionNode {
    guard let repetition = try repetition() else { return node }
    if case .ahead = node { throw RegularExpressionError(reason: "it repeats '(?='") }
    guard next != "?", next != "*", next != "+", next != "{" else { throw RegularExpressionError(reason: "it repeats a repetition") }
    return .loop(node, repetition)
  }

  private mutating func repetition() throws -> RegularExpressionNode.Repetition? {
    let (minimum, maximum): (Int, Int?)
    if skip("?") {
      (minimum, maximum) = (0, 1)
    } else if skip("*") {
      (minimum, maximum) = (0, nil)
    } else if skip("+") {
      (minimum, maximum) = (1, nil)
    } else if skip("{") {
      // Signs behind braces mean something else than behind other quantifiers, and are refused by the caller.
      return try interval()
    } else {
      return nil
    }
    let mode: RegularExpressionNode.Repetition.Mode = skip("?") ? .lazy : skip("+") ? .possessive : .greedy
    return .init(minimum: minimum, maximum: maximum, mode: mode)
  }

  /// `{2}`, `{1,3}`, `{2,}` or `{,3}`, behind the brace.
  private mutating func interval() throws -> RegularExpressionNode.Repetition {
    let first = try number()
    let hasComma = skip(",")
    let second = hasComma ? try number() : first
    guard skip("}"), first != nil || second != nil, (first ?? 0) <= second ?? .max else {
      throw RegularExpressionError(reason: "it has a '{' that is no quantifier")
    }
    return .init(minimum: first ?? 0, maximum: second)
  }

  private mutating func number() throws -> Int? {
    var value: Int?
    while let digit = next, ("0"..."9").contains(digit) {
      value = (value ?? 0) * 10 + Int(digit.value - 0x30)
      guard value ?? 0 <= Self.mostOften else { throw RegularExpressionError(reason: "it repeats more than \(Self.mostOften) times") }
      position += 1
    }
    return value
  }

  private mutating func atom() throws -> RegularExpressionNode {
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case "(": return try group()
    case "[": return .set(try cased(try characterClass()))
    case ".": return .set(ScalarSet(ranges: [0x0A...0x0A], isNegated: true))
    case "\\": return .set(try cased(try escape(isInClass: false)))
    case "^", "$": throw RegularExpressionError(reason: "it has the anchor '\(scalar)'")
    case "*", "+", "?", "{": throw RegularExpressionError(reason: "'\(scalar)' repeats nothing")
    default: return .set(try cased(ScalarSet(ranges: [scalar.value...scalar.value])))
    }
  }

  private mutating func group() throws -> RegularExpressionNode {
    let isInsensitive = ignoresCase
    defer { ignoresCase = isInsensitive }
    var isAhead = false
    var isNegative = false
    if skip("?i:") {
      ignoresCase = true
    } else if skip("?=") {
      isAhead = true
    } else if skip("?!") {
      (isAhead, isNegative) = (true, true)
    } else if next == "?", !skip("?:") {
      throw RegularExpressionError(reason: "it has a group '(\(String(String.UnicodeScalarView(scalars[position...].prefix(4))))'")
    }
    let node = try choice()
    guard skip(")") else { throw RegularExpressionError(reason: "it has a '(' without a ')'") }
    if ignoresCase, !isInsensitive, node.hasLigature { throw RegularExpressionError(reason: "it ignores the case of a ligature") }
    return isAhead ? .ahead(node, isNegative: isNegative) : node
  }

  /// The set, with both cases of its letters where case is ignored.
  private func cased(_ set: ScalarSet) throws -> ScalarSet {
    guard ignoresCase else { return set }
    guard let both = set.ignoringCase else {
      throw RegularExpressionError(reason: "it ignores the case of other characters than those of ASCII")
    }
    return both
  }

  /// `[...]`, behind the bracket.
  private mutating func characterClass() throws -> ScalarSet {
    let isNegated = skip("^")
    var set = ScalarSet()
    var isFirst = true
    while let scalar = next, isFirst || scalar != "]" {
      isFirst = false
      guard scalar != "[", scalar != "]", !skip("&&") else {
        throw RegularExpressionError(reason: "it has '[', ']' or '&&' inside of a class")
      }
      let item = try classItem()
      guard let union = set.union(try range(from: item)) else {
        throw RegularExpressionError(reason: "it has a class with a negated set of several kinds")
      }
      set = union
    }
    guard skip("]") else { throw RegularExpressionError(reason: "it has a '[' without a ']'") }
    return isNegated ? set.negated : set
  }

  private mutating func classItem() throws -> ScalarSet {
    let scalar = scalars[position]
    position += 1
    return scalar == "\\" ? try escape(isInClass: true) : ScalarSet(ranges: [scalar.value...scalar.value])
  }

  /// The range that begins with an item, or the item where no range follows.
  private mutating func range(from item: ScalarSet) throws -> ScalarSet {
    guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else { return item }
    position += 1
    guard let first = item.single, next != "[", let last = try classItem().single, first <= last else {
      throw RegularExpressionError(reason: "it has a range without a first and a last character")
    }
    return ScalarSet(ranges: [first...last])
  }

  /// The set of an escape, behind the backslash.
  private mutating func escape(isInClass: Bool) throws -> ScalarSet {
    guard let scalar = next else { throw RegularExpressionError(reason: "it ends in a backslash") }
    position += 1
    switch scalar {
    case "s": return ScalarSet(categories: .space)
    case "S": return ScalarSet(categories: .space, isNegated: true)
    case "d": return ScalarSet(categories: .decimalNumber)
    case "D": return ScalarSet(categories: .decimalNumber, isNegated: true)
    case "w": return isInClass ? .wordInClass : .word
    case "W": return (isInClass ? .wordInClass : ScalarSet.word).negated
    case "p", "P": return try property(isNegated: scalar == "P")
    case "n": return ScalarSet(ranges: [0x0A...0x0A])
    case "r": return ScalarSet(ranges: [0x0D...0x0D])
    case "t": return ScalarSet(ranges: [0x09...0x09])
    case _ where scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar):
      return ScalarSet(ranges: [scalar.value...scalar.value])
    default: throw RegularExpressionError(reason: "it has '\\\(scalar)'")
    }
  }

  /// `{L}` or `{^L}`, behind `\p` or `\P`.
  private mutating func property(isNegated: Bool) throws -> ScalarSet {
    guard skip("{") else { throw RegularExpressionError(reason: "it has a property without braces") }
    let isNegated = skip("^") ? !isNegated : isNegated
    let name = String(String.UnicodeScalarView(scalars[position...].prefix { $0 != "}" }))
    position += name.unicodeScalars.count
    guard skip("}"), let categories = ScalarCategories(named: name) else {
      throw RegularExpressionError(reason: "it has the property '\(name.prefix(20))'")
    }
    return ScalarSet(categories: categories, isNegated: isNegated)
  }
}
