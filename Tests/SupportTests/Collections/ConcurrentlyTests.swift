import Support
import Testing

/// Results of work on all processors come in the order of the work.
struct ConcurrentlyTests {
  @Test(arguments: [0, 1, 1023, 1024, 1025, 100_003]) func `each element has its result, in order`(count: Int) {
    #expect(concurrently(forEach: Array(0..<count)) { $0 * 3 } == (0..<count).map { $0 * 3 })
  }

  @Test func `of several errors, the one of the lowest index is thrown`() {
    struct Failed: Error, Equatable { let index: Int }
    #expect(throws: Failed(index: 3)) {
      try concurrently(10) { index in
        if index == 3 || index == 7 { throw Failed(index: index) }
        return index
      }
    }
  }

  @Test func `a value is computed once for equal keys`() throws {
    #expect(try concurrently(oncePer: ["a", "b", "a"]) { $0 } == [0, 1, 0])
  }
}
