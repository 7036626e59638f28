/// A part of a regular expression.
indirect enum RegularExpressionNode: Sendable, Equatable {
  /// One character of a set.
  case set(ScalarSet)
  case sequence([RegularExpressionNode])
  /// The first of the parts that leads to a match.
  case choice([RegularExpressionNode])
  case loop(RegularExpressionNode, Repetition)
  /// The part follows, but is not a part of the match; or does not follow.
  case ahead(RegularExpressionNode, isNegative: Bool)

  /// How often a part is repeated.
  struct Repetition: Sendable, Equatable {
    /// What is tried first, and what else.
    enum Mode: Sendable {
      /// As often as possible; then less often.
      case greedy
      /// As rarely as possible; then more often.
      case lazy
      /// As often as possible only.
      case possessive
    }

    let minimum: Int
    /// Nil without a bound.
    let maximum: Int?
    var mode = Mode.greedy
  }

  /// Whether the part matches nothing, too.
  var mayBeEmpty: Bool {
    switch self {
    case .set: false
    case .sequence(let parts): parts.allSatisfy(\.mayBeEmpty)
    case .choice(let parts): parts.contains(where: \.mayBeEmpty)
    case .loop(let part, let repetition): repetition.minimum == 0 || part.mayBeEmpty
    case .ahead: true
    }
  }

  /// Whether letters follow each other for which there is one character as well, such as "ﬁ" or "ß", to which they are equal without case.
  var hasLigature: Bool {
    switch self {
    case .set: return false
    case .choice(let parts): return parts.contains(where: \.hasLigature)
    case .loop(let part, let repetition): return part.hasLigature || repetition.maximum != 1 && part.isLigature(with: part)
    case .ahead(let part, _): return part.hasLigature
    case .sequence(let parts):
      return parts.contains(where: \.hasLigature) || zip(parts, parts.dropFirst()).contains { $0.isLigature(with: $1) }
    }
  }

  private func isLigature(with next: RegularExpressionNode) -> Bool {
    mayHave("f") && next.mayHave("fil") || mayHave("s") && next.mayHave("st")
  }

  /// Whether one of some letters may be in the part.
  private func mayHave(_ letters: String) -> Bool {
    switch self {
    case .set(let set): letters.unicodeScalars.contains { set.contains($0.value) }
    case .choice(let parts), .sequence(let parts): parts.contains { $0.mayHave(letters) }
    case .loop(let part, _): part.mayHave(letters)
    case .ahead: false
    }
  }
}
