/// The examples of the store that the run has found in its corpus: a bit for each example, by its number.
struct SeenExamples {
  /// Pages of 4096 examples each, so that a wrong number, from a damaged store, costs no more than any other.
  private var pages: [Int64: [UInt64]] = [:]

  func contains(_ key: Int64) -> Bool {
    guard let page = pages[key >> 12] else { return false }
    return page[Int(key >> 6 & 63)] >> UInt64(key & 63) & 1 != 0
  }

  /// Adds the example of that number.
  mutating func insert(_ key: Int64) {
    pages[key >> 12, default: [UInt64](repeating: 0, count: 64)][Int(key >> 6 & 63)] |= 1 << UInt64(key & 63)
  }
}
