/// How many scalars must be inserted, removed or replaced to make one name the other (Levenshtein).
enum EditDistance {
  /// Scalars of a name that are looked at: the time grows with the square.
  private static let longest = 256

  /// The names nearest to `name`, ignoring case first; ties go by their bytes.
  static func nearest(_ names: [String], to name: String, limit: Int) -> [String] {
    let (wanted, wantedFolded) = (scalars(name), scalars(name.lowercased()))
    let ranked = names.map { candidate in
      (
        folded: distance(scalars(candidate.lowercased()), wantedFolded), exact: distance(scalars(candidate), wanted),
        name: ExactString(candidate)
      )
    }
    return ranked.sorted { ($0.folded, $0.exact, $0.name) < ($1.folded, $1.exact, $1.name) }.prefix(max(limit, 0)).map(\.name.string)
  }

  /// The distance between two names.
  static func between(_ left: String, _ right: String) -> Int {
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
