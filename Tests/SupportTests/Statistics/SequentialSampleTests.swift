import Support
import Testing

struct SequentialSampleTests {
  @Test("a sample has the wanted number of items, each as often as any other, and all where there are fewer")
  func fair() {
    var counts = [Int](repeating: 0, count: 10)
    for seed in 0..<3000 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      var sample = SequentialSample(3, of: 10)
      let taken = (0..<10).filter { _ in sample.takes(using: &numbers) }
      #expect(taken.count == 3 && sample.isComplete)
      for item in taken { counts[item] += 1 }
    }
    // 900 of 3000 each; the standard deviation is 25.
    #expect(counts.allSatisfy { (800...1000).contains($0) }, "\(counts)")
    var numbers = SeededNumbers(seed: 1)
    var all = SequentialSample(20, of: 10)
    #expect((0..<10).allSatisfy { _ in all.takes(using: &numbers) } && all.isComplete)
    #expect(SequentialSample(5, of: 0).isComplete)
  }
}
