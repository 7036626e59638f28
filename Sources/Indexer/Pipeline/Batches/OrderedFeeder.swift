import Engine

/// Feeds texts to a `BatchRunner` that returns their results in the order of the texts. For the feeding thread.
final class OrderedFeeder<Tag: Sendable, Output: Sendable> {
  /// Number of tokens after which waiting texts are sent to the workers, because the outputs for later texts wait for theirs: 131,072.
  static var portion: Int { 1 << 17 }

  /// Position of a text in the order, and the caller's tag.
  typealias Numbered = (number: Int, tag: Tag)

  private let feeder: BatchFeeder<Numbered>
  private let results: OrderedResults<(Tag, Output)>
  private let take: (Tag, Output) throws -> Void
  private var count = 0
  /// Number of tokens since the waiting texts were last sent.
  private var tokens = 0

  init(_ feeder: BatchFeeder<Numbered>, _ results: OrderedResults<(Tag, Output)>, _ take: @escaping (Tag, Output) throws -> Void) {
    (self.feeder, self.results, self.take) = (feeder, results, take)
  }

  /// Packs a text and takes finished results. Blocks while the workers are behind.
  /// - Parameters:
  ///   - encoding: The tokens of the text.
  ///   - tag: The caller's tag.
  ///   - gold: The gold class, as an index of the logits; nil where it is not known.
  /// - Returns: False where the workers no longer accept texts.
  /// - Throws: The errors of taking a result.
  func add(_ encoding: Encoding, tag: Tag, gold: Int? = nil) throws -> Bool {
    guard feeder.add(encoding, tag: (count, tag), gold: gold) else { return false }
    count += 1
    tokens += encoding.count
    if tokens >= Self.portion {
      tokens = 0
      guard feeder.flush() else { return false }
    }
    try takeResults()
    return true
  }

  /// Adds the output for a text that does not need the model.
  /// - Throws: The errors of taking a result.
  func add(_ output: Output, tag: Tag) throws {
    results.add([(number: count, element: (tag, output))])
    count += 1
    try takeResults()
  }

  private func takeResults() throws {
    while let (tag, output) = results.next() { try take(tag, output) }
  }
}
