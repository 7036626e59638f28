/// Elements spread evenly over a sequence of unknown length: at first every element, then every second one, every fourth, and so on.
struct EvenSample<Element> {
  /// The sample so far, in order: all elements, or at least `size`.
  private(set) var elements: [Element] = []

  private let size: Int
  private var stride = 1
  private var seen = 0

  /// - Precondition: `size` is positive.
  init(size: Int) {
    precondition(size > 0, "a sample of \(size) elements")
    self.size = size
  }

  /// Offers the next element.
  mutating func add(_ element: Element) {
    defer { seen += 1 }
    guard seen.isMultiple(of: stride) else { return }
    if elements.count == size * 2 {
      elements = elements.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
      stride *= 2
      guard seen.isMultiple(of: stride) else { return }
    }
    elements.append(element)
  }
}
