import TestSupport
import Testing

@testable import Store

struct SortedSumsTests {
  @Test("merging adds up sums of the same key, as a dictionary does, and keeps the keys in order")
  func merging() {
    var numbers = RandomNumbers(seed: 1)
    for _ in 0..<200 {
      var expected: [UInt32: Moments] = [:]
      var parts: [SortedSums] = []
      for _ in 0..<Int.random(in: 0...9, using: &numbers) {
        let keys = Set((0..<Int.random(in: 0...20, using: &numbers)).map { _ in UInt32.random(in: 0...30, using: &numbers) })
        let added = keys.map { key in
          let random = (0..<5).map { _ in Int.random(in: -99...99, using: &numbers) }
          let sum = Moments(
            texts: random[0], count: random[1], total: Int64(random[2]), squares: Int64(random[3]), cubes: Int64(random[4]))
          return (key: key, sum: sum)
        }
        for (key, sum) in added { expected[key, default: Moments()] += sum }
        parts.append(SortedSums(added))
      }
      let sums = SortedSums(adding: parts)
      #expect(sums.elements.map(\.key) == expected.keys.sorted())
      #expect(sums.elements.allSatisfy { expected[$0.key] == $0.sum })
    }
  }

  @Test("pieces are in the order of the stored totals: a model's own before those of the template, then by id")
  func order() {
    let pieces: [(id: Int32, isSpecial: Bool)] = [(0, false), (7, false), (.max, false), (0, true), (7, true), (.max, true)]
    let keys = pieces.map { TotalsAccumulator.PieceKey(id: $0.id, isSpecial: $0.isSpecial).rawValue }
    #expect(keys == keys.sorted())
    for (key, piece) in zip(keys, pieces) {
      let unpacked = TotalsAccumulator.PieceKey(rawValue: key)
      #expect(unpacked.id == Int64(piece.id) && unpacked.isSpecial == piece.isSpecial)
    }
  }
}
