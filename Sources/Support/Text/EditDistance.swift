/// Levenshtein's distance: the number of scalars to insert, remove or replace to turn one name into another.
public enum EditDistance {
  /// Scalars of a name that are compared; the others are ignored, because the time grows with the square.
  private static let longest = 256

  /// The names with the smallest distance to `name`, where the distance without case counts first; ties go by the names' bytes.
  public static func nearest(_ names: [String], to name: String, limit: Int) -> [String] {
    let (wanted, wantedFolded) = (scalars(name), scalars(name.lowercased()))
    let ranked = names.map { candidate in
      (
        folded: distance(scalars(candidate.lowercased()), wantedFolded), exact: distance(scalars(candidate), wanted),
        name: candidate
      )
    }
    let sorted = ranked.sorted { left, right in
      if (left.folded, left.exact) != (right.folded, right.exact) { return (left.folded, left.exact) < (right.folded, right.exact) }
      return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    return sorted.prefix(max(limit, 0)).map(\.name)
  }

  /// The nearest name where it differs from `name` in only a few letters; else nil. Case does not count.
  public static func likely(_ names: [String], for name: String) -> String? {
    nearest(names, to: name, limit: 1).first { between($0.lowercased(), name.lowercased()) <= tolerance(name) }
  }

  /// The number of letters in which a typed name of that length may differ from the meant one; two swapped letters count as two.
  static func tolerance(_ name: String) -> Int {
    switch name.count {
    case ..<3: 0
    case 3: 1
    case ..<8: 2
    default: 3
    }
  }

  /// The distance between two names.
  public static func between(_ left: String, _ right: String) -> Int {
    distance(scalars(left), scalars(right))
  }

  private static func scalars(_ name: String) -> [Unicode.Scalar] {
    Array(name.unicodeScalars.prefix(longest))
  }

  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var row = Array(0...right.count)
    for (i, scalar) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let replaced = diagonal + (scalar == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
      }
    }
    return row[right.count]
  }
}
