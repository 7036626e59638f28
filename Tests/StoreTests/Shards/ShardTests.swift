import Foundation
import TestSupport
import Testing

@testable import Store

/// Which ids fall to which shard.
struct ShardTests {
  @Test(
    "the numbers are those of Python's hashlib, as schema/README.md has them",
    arguments: [("movies-1", 8, 2), ("movies-2", 8, 4), ("1", 3, 1), ("caf\u{E9}", 7, 6), ("", 5, 2)])
  func reference(id: String, count: Int, number: Int) {
    #expect(Shard.number(of: id, count: count) == number)
  }

  @Test("shards of a random number divide the ids among them, each to one, in like parts")
  func partition() throws {
    var random = RandomNumbers(seed: 11)
    for _ in 0..<20 {
      let count = Int.random(in: 1...60, using: &random)
      let shards = try (0..<count).map { try #require(Shard(number: $0, count: count)) }
      let ids = (0..<200 * count).map { "\(random.next() % 7)-\($0)" }
      var sizes = [Int](repeating: 0, count: count)
      for id in ids.prefix(400) { #expect(shards.count { $0.holds(id) } == 1) }
      for id in ids { sizes[Shard.number(of: id, count: count)] += 1 }
      // Of 200 to expect, 120 or 280 are 5.6 standard deviations away.
      #expect(sizes.allSatisfy { count == 1 || 120...280 ~= $0 }, "\(sizes)")
    }
  }

  @Test("there is no shard beyond the last, and no negative one")
  func none() {
    for (number, count) in [(8, 8), (-1, 8), (0, 0), (0, -1), (0, Shard.most + 1), (.max, .max)] {
      #expect(Shard(number: number, count: count) == nil)
    }
    #expect(Shard(number: 0, count: 1)?.holds("anything") == true)
  }
}
