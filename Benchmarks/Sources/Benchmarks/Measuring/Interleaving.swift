/// Measures several things side by side.
enum Interleaving {
  /// Runs all `sides` once for warmth, then `repetitions` times in turn, every other time in reverse, so that a machine which slows down or
  /// speeds up favours none. Each side returns what it measured.
  static func measure(repetitions: Int, warm: Bool = true, _ sides: [() throws -> Double]) throws -> [Sample] {
    if warm { for side in sides { _ = try side() } }
    var values = [[Double]](repeating: [], count: sides.count)
    for repetition in 0..<repetitions {
      let order = repetition % 2 == 0 ? Array(sides.indices) : sides.indices.reversed()
      for index in order { values[index].append(try sides[index]()) }
    }
    return values.map(Sample.init)
  }
}
