/// Where a text can be cut without making another number of one that stands in it: 2004 is not 20.
enum NumberInText {
  /// The place where a stretch ends that was to end before `end`: before the number that this would cut, but not before `from`.
  static func end(of end: Int, in scalars: [Unicode.Scalar], from: Int) -> Int {
    var place = end
    while place > from, isInside(place, scalars) { place -= 1 }
    return place
  }

  /// The place where a stretch begins that was to begin at `start`: behind the number that this would cut, but not behind `limit`.
  static func start(of start: Int, in scalars: [Unicode.Scalar], upTo limit: Int) -> Int {
    var place = start
    while place < limit, isInside(place, scalars) { place += 1 }
    return place
  }

  /// Whether the scalars before and at `place` are of one number: digits, or a separator between two.
  private static func isInside(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.indices.contains(place), place > 0 else { return false }
    func isDigit(_ place: Int) -> Bool { scalars.indices.contains(place) && ("0"..."9").contains(scalars[place]) }
    func isSeparator(_ place: Int) -> Bool { (scalars[place] == "." || scalars[place] == ",") && isDigit(place - 1) && isDigit(place + 1) }
    return (isDigit(place - 1) || isSeparator(place - 1)) && (isDigit(place) || isSeparator(place))
  }
}
