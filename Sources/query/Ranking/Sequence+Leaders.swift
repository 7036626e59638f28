extension Sequence {
  /// The first `limit` elements of an order, sorted; all where it is nil.
  ///
  /// One pass that keeps no more than it returns: a vocabulary's tokens need no whole sort to find ten of them.
  func leaders(_ limit: Int?, by precedes: (Element, Element) -> Bool) -> [Element] {
    // Beyond this, moving elements up at each insertion costs more than sorting.
    guard let limit, limit <= 256 else { return limit.map { Array(sorted(by: precedes).prefix($0)) } ?? sorted(by: precedes) }
    var leaders: [Element] = []
    for element in self {
      if leaders.count == limit {
        guard let last = leaders.last, precedes(element, last) else { continue }
        leaders.removeLast()
      }
      var (low, high) = (0, leaders.count)
      while low < high {
        let middle = (low + high) / 2
        if precedes(element, leaders[middle]) { high = middle } else { low = middle + 1 }
      }
      leaders.insert(element, at: low)
    }
    return leaders
  }
}
