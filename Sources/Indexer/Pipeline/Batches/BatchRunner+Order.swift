import Engine

extension BatchRunner {
  /// Runs texts through the model; the results come in the order of the texts.
  ///
  /// The output for a text waits for the outputs of all texts before it. At most `OrderedFeeder.portion` tokens and a few batches wait.
  /// - Parameters:
  ///   - feed: Adds the texts, in the calling thread, and returns when the feeder answers false.
  ///   - make: Converts a result into the output for its text, in the thread that ran the text. It must not wait for `feed` or for anything
  ///     that `feed` holds.
  ///   - take: Takes the outputs in the calling thread, while `feed` adds texts and afterwards. It may report progress.
  /// - Throws: The first error of the closures; texts that no thread has begun are then dropped.
  func run<Tag, Output>(
    feeding feed: (OrderedFeeder<Tag, Output>) throws -> Void, making make: @escaping @Sendable (Tag, Explanation) throws -> Output,
    taking take: @escaping (Tag, Output) throws -> Void
  ) throws {
    let results = OrderedResults<(Tag, Output)>()
    try run { (feeder: BatchFeeder<OrderedFeeder<Tag, Output>.Numbered>) in
      try feed(OrderedFeeder(feeder, results, take))
    } finishing: { batch in
      results.add(try batch.elements.map { (number: $0.tag.number, element: ($0.tag.tag, try make($0.tag.tag, $0.explanation))) })
      return true
    }
    while let (tag, output) = results.next() { try take(tag, output) }
  }
}
