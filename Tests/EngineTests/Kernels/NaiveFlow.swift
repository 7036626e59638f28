/// Maximum flows by the method of Ford and Fulkerson: shortest augmenting paths in a table of all pairs of nodes.
struct NaiveFlow {
  let layers: Int
  let tokens: Int
  /// `[L, T, T]`
  let capacity: [Int64]

  /// The maximum flow from a token after the last layer to a token of the input.
  func maximum(from source: Int, to sink: Int) -> Int64 {
    // Node l T + i is token i after layer l; layer 0 is the input.
    let count = (layers + 1) * tokens
    var residual = [Int64](repeating: 0, count: count * count)
    for l in 0..<layers {
      for i in 0..<tokens {
        for j in 0..<tokens {
          residual[((l + 1) * tokens + i) * count + l * tokens + j] = capacity[(l * tokens + i) * tokens + j]
        }
      }
    }
    var flow: Int64 = 0
    while let path = path(residual, from: layers * tokens + source, to: sink) {
      let edges = zip(path, path.dropFirst())
      let part = edges.map { residual[$0 * count + $1] }.min() ?? 0
      for (a, b) in edges {
        residual[a * count + b] -= part
        residual[b * count + a] += part
      }
      flow += part
    }
    return flow
  }

  /// The nodes of a shortest way with capacity left.
  private func path(_ residual: [Int64], from source: Int, to sink: Int) -> [Int]? {
    let count = (layers + 1) * tokens
    var previous = [Int?](repeating: nil, count: count)
    var queue = [source]
    var head = 0
    while head < queue.count, previous[sink] == nil {
      let node = queue[head]
      head += 1
      for next in 0..<count where residual[node * count + next] > 0 && previous[next] == nil && next != source {
        previous[next] = node
        queue.append(next)
      }
    }
    var path = [sink]
    while let last = path.last, let node = previous[last] { path.append(node) }
    return path.last == source ? path.reversed() : nil
  }
}
