import CKernels
import TestSupport
import Testing

/// The maximum flows of layered graphs, compared with augmenting paths and with a small case worked out by hand.
@Suite struct MaximumFlowKernelTests {
  private func flows(_ capacity: [Int64], layers: Int, tokens: Int, from source: Int) -> [Int64] {
    let room = ge_max_flow_scratch(layers, tokens)
    var scratch = [Int64](repeating: -1, count: room + 8)
    var flow = [Int64](repeating: -1, count: tokens + 1)
    ge_max_flow(capacity, layers, tokens, source, &scratch, &flow)
    #expect(scratch[room...].allSatisfy { $0 == -1 } && flow[tokens] == -1, "nothing is written behind the memory")
    return Array(flow.prefix(tokens))
  }

  /// Random capacities. With few different values there are many equal ways; `holes` of ten capacities are 0.
  private func capacities(_ count: Int, largest: Int64, holes: Int, _ random: inout RandomNumbers) -> [Int64] {
    (0..<count).map { _ in
      Int.random(in: 0..<10, using: &random) < holes ? 0 : Int64.random(in: 1...largest, using: &random)
    }
  }

  @Test(
    "flows equal those of augmenting paths",
    arguments: [(1, 1), (1, 4), (2, 1), (2, 3), (3, 2), (3, 5), (4, 4), (6, 3), (5, 6), (12, 4)], [(3, 0), (3, 6), (1 << 40, 2), (50, 8)])
  func augmentingPaths(shape: (Int, Int), kind: (Int, Int)) {
    let ((layers, tokens), (largest, holes)) = (shape, kind)
    var random = RandomNumbers(seed: UInt64(layers * 100 + tokens * 10 + holes))
    for _ in 0..<4 {
      let capacity = capacities(layers * tokens * tokens, largest: Int64(largest), holes: holes, &random)
      let naive = NaiveFlow(layers: layers, tokens: tokens, capacity: capacity)
      for source in 0..<tokens {
        let expected = (0..<tokens).map { naive.maximum(from: source, to: $0) }
        #expect(flows(capacity, layers: layers, tokens: tokens, from: source) == expected)
      }
    }
  }

  @Test("a flow may have to go back against an edge that an earlier way took")
  func backwardEdges() {
    // In layer 2, token 0 may send to both tokens but token 1 only to token 0, so token 0 has to leave token 0 to it.
    let layers: [[Int64]] = [[1, 0, 1, 0], [1, 1, 1, 0], [1, 1, 0, 0]]
    let capacity = layers.flatMap { $0 }
    #expect(flows(capacity, layers: 3, tokens: 2, from: 0) == [2, 0])
    #expect(flows(capacity, layers: 3, tokens: 2, from: 1) == [0, 0])
  }
}
