import Engine

extension BatchRunner {
  /// Runs texts; results come in the order of the texts.
  ///
  /// What is made of a text waits for those before it: results of `OrderedFeeder.portion` tokens, and of a few batches, at most.
  /// - Parameters:
  ///   - feed: Adds the texts, in the calling thread. Where the feeder answers false, it returns.
  ///   - make: Makes of a result what is needed of it, in the thread that ran it. It must not wait for `feed`, nor for anything that `feed` holds.
  ///   - take: Takes what was made, in the calling thread, while `feed` adds texts and afterwards. Progress can be told from here.
  /// - Throws: The first error of the closures; texts that no thread has begun are dropped then.
  func run<Tag, Output>(
    feeding feed: (OrderedFeeder<Tag, Output>) throws -> Void, making make: @escaping @Sendable (Tag, Attribution) throws -> Output,
    taking take: @escaping (Tag, Output) throws -> Void
  ) throws {
    let results = OrderedResults<(Tag, Output)>()
    try run { (feeder: BatchFeeder<OrderedFeeder<Tag, Output>.Numbered>) in
      try feed(OrderedFeeder(feeder, results, take))
    } finishing: { batch in
      results.add(try batch.elements.map { (number: $0.tag.number, element: ($0.tag.tag, try make($0.tag.tag, $0.attribution))) })
      return true
    }
    while let (tag, output) = results.next() { try take(tag, output) }
  }
}
