/// Sums in the order of their keys, without duplicates.
///
/// A label's sums are added to several slices: they are sorted once and then merged, which takes a fraction of the time of looking up each
/// key.
struct SortedSums {
  typealias Element = (key: UInt32, sum: Moments)

  let elements: [Element]

  /// Sorts sums.
  /// - Precondition: No key occurs twice.
  init(_ sums: some Sequence<Element>) {
    elements = sums.sorted { $0.key < $1.key }
  }

  /// Adds up sums pair by pair, so that each sum is copied only as often as the logarithm of their number, however many labels a corpus
  /// has.
  init(adding parts: [SortedSums]) {
    var parts = parts
    while parts.count > 1 {
      parts = stride(from: 0, to: parts.count, by: 2).map { $0 + 1 < parts.count ? parts[$0].merged(with: parts[$0 + 1]) : parts[$0] }
    }
    elements = parts.first?.elements ?? []
  }

  private init(ordered: [Element]) {
    elements = ordered
  }

  private func merged(with other: SortedSums) -> SortedSums {
    var merged: [Element] = []
    merged.reserveCapacity(elements.count + other.elements.count)
    var rest = other.elements[...]
    for var element in elements {
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
    merged += rest
    return SortedSums(ordered: merged)
  }
}
