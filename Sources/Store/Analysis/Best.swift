/// The first `limit` of what comes by, in memory for no more than twice as many.
public struct Best<Element> {
  private let limit: Int
  private let precedes: (Element, Element) -> Bool
  private var elements: [Element] = []

  /// Keeps the first of the order `precedes`; all where `limit` is nil.
  public init(_ limit: Int?, by precedes: @escaping (Element, Element) -> Bool) {
    self.limit = max(limit ?? .max, 0)
    self.precedes = precedes
  }

  /// Takes what comes by.
  public mutating func add(_ element: Element) {
    elements.append(element)
    guard limit < Int.max / 2, elements.count >= max(2 * limit, 64) else { return }
    elements = sorted
  }

  /// What is kept, the first first.
  public var sorted: [Element] { Array(elements.sorted(by: precedes).prefix(limit)) }
}
