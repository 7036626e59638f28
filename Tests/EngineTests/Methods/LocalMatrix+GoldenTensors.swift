import TestSupport

@testable import Engine

extension LocalMatrix {
  /// The golden matrices of all layers of an example. `[L, T, T]`
  ///
  /// Newer golden files leave out W-FixedRes, W-Res and N-FixedRes, which follow by their definitions from W, N and the mixing ratio.
  func goldenLayers(_ tensors: GoldenTensors, _ example: String, tokens: Int) throws -> [Double] {
    let name = "\(example)/local/\(goldenName)"
    guard !tensors.contains(name), let base = goldenBase else { return try tensors.doubles(name) }
    let given = try tensors.doubles("\(example)/local/\(base.goldenName)")
    let ratios = try tensors.doubles("\(example)/mixing_ratio/N-Enc")
    return stride(from: 0, to: given.count, by: tokens).flatMap { start -> [Double] in
      let (row, own) = (Array(given[start..<start + tokens]), start / tokens % tokens)
      let sum = row.reduce(0, +)
      return row.enumerated().map { other, value -> Double in
        switch self {
        case .wFixedRes: 0.5 * value + (other == own ? 0.5 : 0)
        case .nFixedRes: 0.5 * value / sum + (other == own ? 0.5 : 0)
        default:
          other == own ? 1 - ratios[start / tokens] : sum == row[own] ? 0 : ratios[start / tokens] * value / (sum - row[own])
        }
      }
    }
  }

  /// The golden rollout of an example; the product of `layers` `[L, T, T]` where the file has none. `[T, T]`
  func goldenRollout(_ tensors: GoldenTensors, _ example: String, layers: [Double], tokens: Int) throws -> [Double] {
    let name = "\(example)/rollout/\(goldenName)"
    guard !tensors.contains(name), goldenBase != nil else { return try tensors.doubles(name) }
    let area = tokens * tokens
    return stride(from: area, to: layers.count, by: area).reduce(Array(layers.prefix(area))) { product, start in
      (0..<area).map { place in
        (0..<tokens).reduce(0) { $0 + layers[start + place / tokens * tokens + $1] * product[$1 * tokens + place % tokens] }
      }
    }
  }

  /// The matrix from which one that newer golden files leave out follows; nil for the others.
  private var goldenBase: LocalMatrix? {
    switch self {
    case .wFixedRes, .wRes: .w
    case .nFixedRes: .n
    case .w, .n, .nRes, .nResLN, .nEnc, .alti: nil
    }
  }
}
