/// Positions where a text can be cut without changing a number in it: 2004 must not become 20.
enum NumberInText {
  /// The end of a part that would end before `end`: moved to before a number that the cut would divide, but not before `from`.
  static func end(of end: Int, in scalars: [Unicode.Scalar], from: Int) -> Int {
    var place = end
    while place > from, isInside(place, scalars) { place -= 1 }
    return place
  }

  /// The start of a part that would begin at `start`: moved to behind a number that the cut would divide, but not behind `limit`.
  static func start(of start: Int, in scalars: [Unicode.Scalar], upTo limit: Int) -> Int {
    var place = start
    while place < limit, isInside(place, scalars) { place += 1 }
    return place
  }

  /// Whether the scalars before and at `place` belong to one number: digits, or a separator between two digits.
  private static func isInside(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.indices.contains(place), place > 0 else { return false }
    func isDigit(_ place: Int) -> Bool { scalars.indices.contains(place) && ("0"..."9").contains(scalars[place]) }
    func isSeparator(_ place: Int) -> Bool { (scalars[place] == "." || scalars[place] == ",") && isDigit(place - 1) && isDigit(place + 1) }
    return (isDigit(place - 1) || isSeparator(place - 1)) && (isDigit(place) || isSeparator(place))
  }
}
