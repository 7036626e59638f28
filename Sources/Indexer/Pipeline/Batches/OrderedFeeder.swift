import Engine

/// Feeds texts whose results are to come in the order of the texts. For the feeding thread.
final class OrderedFeeder<Tag: Sendable, Output: Sendable> {
  /// Tokens after which texts that wait for others of their length go to the workers: what is made of later texts waits for them. 131,072.
  static var portion: Int { 1 << 17 }

  /// A text's place in the order, and its sender's name for it.
  typealias Numbered = (number: Int, tag: Tag)

  private let feeder: BatchFeeder<Numbered>
  private let results: OrderedResults<(Tag, Output)>
  private let take: (Tag, Output) throws -> Void
  private var count = 0
  /// Tokens since texts were held back last.
  private var tokens = 0

  init(_ feeder: BatchFeeder<Numbered>, _ results: OrderedResults<(Tag, Output)>, _ take: @escaping (Tag, Output) throws -> Void) {
    (self.feeder, self.results, self.take) = (feeder, results, take)
  }

  /// Packs a text; waits where the workers are behind, and hands on results that are done.
  /// - Returns: false where nobody takes texts any more.
  /// - Throws: What taking a result throws.
  func add(_ encoding: Encoding, tag: Tag) throws -> Bool {
    guard feeder.add(encoding, tag: (count, tag)) else { return false }
    count += 1
    tokens += encoding.count
    if tokens >= Self.portion {
      tokens = 0
      guard feeder.flush() else { return false }
    }
    try takeResults()
    return true
  }

  /// Puts in the order what is known of a text without the model.
  /// - Throws: What taking a result throws.
  func add(_ output: Output, tag: Tag) throws {
    results.add([(number: count, element: (tag, output))])
    count += 1
    try takeResults()
  }

  private func takeResults() throws {
    while let (tag, output) = results.next() { try take(tag, output) }
  }
}
