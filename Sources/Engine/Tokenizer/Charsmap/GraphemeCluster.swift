/// The scalars of one extended grapheme cluster so far, as far as they decide whether the next one belongs to it.
///
/// The rules are those of Unicode 16.0: https://www.unicode.org/reports/tr29/tr29-45.html#Grapheme_Cluster_Boundary_Rules. Swift's own
/// `Character` follows a newer version.
struct GraphemeCluster {
  /// The end of the cluster that begins at `start`.
  /// - Precondition: `bytes` are valid UTF-8, `start` is at a scalar's first byte and below `end`.
  static func end(in bytes: [UInt8], from start: Int, to end: Int) -> Int {
    var (scalar, length) = UTF8.scalar(in: bytes, at: start)
    var cluster = GraphemeCluster(GraphemeClass.of(scalar))
    var position = start + length
    while position < end {
      (scalar, length) = UTF8.scalar(in: bytes, at: position)
      guard cluster.takes(GraphemeClass.of(scalar)) else { break }
      position += length
    }
    return position
  }

  /// Whether the cluster ends in a pictograph with extending marks, or in that and a joiner.
  private enum Pictograph { case none, extended, joined }
  /// Whether the cluster ends in a consonant with extending marks, or in one with a linker, too.
  private enum Conjunct { case none, consonant, linked }

  private var last: GraphemeClass
  private var pictograph = Pictograph.none
  private var conjunct = Conjunct.none
  /// Whether the last scalar is the first of a pair of regional indicators.
  private var isHalfFlag = false

  private init(_ first: GraphemeClass) {
    last = first
    note(first)
  }

  /// Adds the next scalar, if it belongs to the cluster.
  private mutating func takes(_ next: GraphemeClass) -> Bool {
    guard joins(next) else { return false }
    note(next)
    last = next
    return true
  }

  /// Rules GB3 to GB13.
  private func joins(_ next: GraphemeClass) -> Bool {
    switch (last, next) {
    case (.carriageReturn, .lineFeed): true
    case (.carriageReturn, _), (.lineFeed, _), (.control, _), (_, .carriageReturn), (_, .lineFeed), (_, .control): false
    case (_, .extend), (_, .nonJoiner), (_, .linker), (_, .joiner), (_, .spacingMark), (.prepend, _): true
    case (.leading, .leading), (.leading, .vowel), (.leading, .openSyllable), (.leading, .closedSyllable): true
    case (.openSyllable, .vowel), (.vowel, .vowel), (.openSyllable, .trailing), (.vowel, .trailing): true
    case (.closedSyllable, .trailing), (.trailing, .trailing): true
    case (_, .consonant): conjunct == .linked
    case (_, .pictographic): pictograph == .joined
    case (.regionalIndicator, .regionalIndicator): isHalfFlag
    default: false
    }
  }

  private mutating func note(_ next: GraphemeClass) {
    switch next {
    case .pictographic: pictograph = .extended
    case .extend, .nonJoiner, .linker: if pictograph == .joined { pictograph = .none }
    case .joiner: pictograph = pictograph == .extended ? .joined : .none
    default: pictograph = .none
    }
    switch next {
    case .consonant: conjunct = .consonant
    case .linker: if conjunct == .consonant { conjunct = .linked }
    case .extend, .joiner: break
    default: conjunct = .none
    }
    isHalfFlag = next == .regionalIndicator && !isHalfFlag
  }
}
