/// Sums in the order of their keys, each key once.
///
/// A label's sums go into several slices: sorted once, they are merged there, which takes a fraction of what looking each key up takes.
struct SortedSums {
  typealias Element = (key: UInt32, sum: TotalsAccumulator.Sum)

  private(set) var elements: [Element] = []

  init() {}

  /// Takes sums in any order.
  /// - Precondition: no key occurs twice.
  init(_ sums: some Sequence<Element>) {
    elements = sums.sorted { $0.key < $1.key }
  }

  static func += (left: inout SortedSums, right: SortedSums) {
    guard !left.elements.isEmpty else { return left = right }
    var merged: [Element] = []
    merged.reserveCapacity(left.elements.count + right.elements.count)
    var rest = right.elements[...]
    for var element in left.elements {
      while let first = rest.first, first.key < element.key {
        merged.append(first)
        rest.removeFirst()
      }
      if let first = rest.first, first.key == element.key {
        element.sum += first.sum
        rest.removeFirst()
      }
      merged.append(element)
    }
    left.elements = merged + rest
  }
}
