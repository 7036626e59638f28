/// The first `limit` elements of a sequence, in the order of a predicate. At most twice as many are in memory.
public struct Best<Element> {
  private let limit: Int
  private let precedes: (Element, Element) -> Bool
  private var elements: [Element] = []

  /// Creates an empty collection that keeps the first elements of the order `precedes`; all of them where `limit` is nil.
  public init(_ limit: Int?, by precedes: @escaping (Element, Element) -> Bool) {
    self.limit = max(limit ?? .max, 0)
    self.precedes = precedes
  }

  /// Offers an element.
  public mutating func add(_ element: Element) {
    elements.append(element)
    guard limit < Int.max / 2, elements.count >= max(2 * limit, 64) else { return }
    elements = sorted
  }

  /// The kept elements in their order.
  public var sorted: [Element] { Array(elements.sorted(by: precedes).prefix(limit)) }
}
