/// Measures several things alternately.
enum Interleaving {
  /// Runs all `sides` once as a warm-up, then `repetitions` times in turn, every other time in reverse order, so that a machine that
  /// becomes slower or faster favours no side. Each side returns its measurement.
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
