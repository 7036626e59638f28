/// A regular expression of the kind that normalizers use: one scalar, or one of a set, repeated, such as " {2,}", "\s+" and "[\r\n]+".
struct RepeatedScalar: Equatable {
  private enum Item: Equatable {
    case scalar(Unicode.Scalar)
    /// `\s`: Unicode's White_Space.
    case whitespace
  }

  private let items: [Item]
  /// Least and greatest number of repetitions; the greatest that is possible is taken.
  private let counts: ClosedRange<Int>

  /// Characters that mean something in a regular expression, and stand for themselves behind a backslash only.
  private static let special = Set<Unicode.Scalar>(#"\^$.|?*+()[]{}"#.unicodeScalars)

  /// Reads an expression; nil where it is of another kind.
  init?(_ expression: String) {
    var rest = Array(expression.unicodeScalars)[...]
    guard let items = Self.items(&rest), let counts = Self.counts(rest) else { return nil }
    (self.items, self.counts) = (items, counts)
  }

  /// The leftmost match in UTF-8 that begins at `start` or behind it.
  func firstMatch(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    var position = start
    while position < bytes.count {
      let first = position
      var count = 0
      while count < counts.upperBound, position < bytes.count {
        let (scalar, length) = UTF8.scalar(in: bytes, at: position)
        guard contains(scalar) else { break }
        position += length
        count += 1
      }
      if count >= counts.lowerBound { return first..<position }
      // No match begins inside of a run that is too short.
      if count == 0 { position += UTF8.scalar(in: bytes, at: position).length }
    }
    return nil
  }

  private func contains(_ scalar: Unicode.Scalar) -> Bool {
    items.contains { item in
      switch item {
      case .scalar(let other): scalar == other
      case .whitespace: scalar.properties.isWhitespace
      }
    }
  }

  private static func items(_ rest: inout ArraySlice<Unicode.Scalar>) -> [Item]? {
    guard rest.first == "[" else { return item(&rest).map { [$0] } }
    rest.removeFirst()
    var items: [Item] = []
    while let next = rest.first, next != "]" {
      // Ranges, negations and intersections are not of this kind.
      guard !"^-&:".unicodeScalars.contains(next), let item = item(&rest) else { return nil }
      items.append(item)
    }
    return rest.popFirst() == nil || items.isEmpty ? nil : items
  }

  private static func item(_ rest: inout ArraySlice<Unicode.Scalar>) -> Item? {
    guard let first = rest.popFirst() else { return nil }
    guard first == "\\" else { return special.contains(first) ? nil : .scalar(first) }
    switch rest.popFirst() {
    case "s": return .whitespace
    case "n": return .scalar("\n")
    case "r": return .scalar("\r")
    case "t": return .scalar("\t")
    case let escaped? where special.contains(escaped): return .scalar(escaped)
    default: return nil
    }
  }

  /// The numbers of repetitions of a quantifier: "", "+", "{2}", "{2,}", "{2,4}".
  private static func counts(_ quantifier: ArraySlice<Unicode.Scalar>) -> ClosedRange<Int>? {
    if quantifier.isEmpty { return 1...1 }
    if quantifier.elementsEqual("+".unicodeScalars) { return 1...Int.max }
    guard quantifier.count >= 3, quantifier.first == "{", quantifier.last == "}" else { return nil }
    let numbers = quantifier.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false).map { number in
      number.allSatisfy { "0"..."9" ~= $0 } && number.count <= 4 ? Int(String(String.UnicodeScalarView(number))) : nil
    }
    guard (1...2).contains(numbers.count), let least = numbers[0], least > 0 else { return nil }
    if numbers.count == 1 { return least...least }
    if quantifier.dropLast().last == "," { return least...Int.max }
    guard let most = numbers[1], most >= least else { return nil }
    return least...most
  }
}
