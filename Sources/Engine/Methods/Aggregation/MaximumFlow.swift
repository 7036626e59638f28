import CKernels
import Support

/// Attention flow (Abnar & Zuidema, ACL 2020, <https://aclanthology.org/2020.acl-main.385>): the maximum flow from a token after the last
/// layer to each token of the input, through the graph whose edge from token i after layer l to token j before it has the capacity `N^l_ij`.
enum MaximumFlow {
  /// Bits of the largest capacity. All are rounded to whole numbers on its scale, so that flows are exact.
  private static let bits = 40

  /// The maximum flows between all pairs of tokens, each row divided by its sum.
  /// - Parameters:
  ///   - locals: The local matrices from the first layer on. `[L]` of `[T, T]`
  ///   - rows: The tokens from which flows are computed; the rows of all others are 0.
  /// - Returns: The flows `[T, T]`; NaN where a capacity is not finite.
  static func matrix(_ locals: [ScaledMatrix], from rows: FlowRows) -> ScaledMatrix {
    let size = locals.first?.size ?? 0
    var values = [Float](repeating: 0, count: size * size)
    guard let capacities = capacities(locals) else {
      return ScaledMatrix(size: size, values: values.map { _ in .nan }, exponent: 0)
    }
    var scratch = [Int64](repeating: 0, count: ge_max_flow_scratch(locals.count, size))
    var flows = [Int64](repeating: 0, count: size)
    for row in 0..<(rows == .all ? size : min(1, size)) {
      ge_max_flow(capacities, locals.count, size, row, &scratch, &flows)
      let sum = flows.reduce(0) { $0 + Double($1) }
      guard sum > 0 else { continue }
      for column in 0..<size { values[row * size + column] = Float(Double(flows[column]) / sum) }
    }
    var scale = Rollout()
    scale.advance(top: values.max() ?? 0)
    return scale.matrix(values, size: size, padded: size)
  }

  /// The capacities as whole numbers of at most `2^bits`, relative to the largest of all layers; nil if one is not finite. `[L, T, T]`
  static func capacities(_ locals: [ScaledMatrix]) -> [Int64]? {
    guard locals.allSatisfy({ $0.values.allSatisfy(\.isFinite) }) else { return nil }
    let top = locals.map(\.exponent).max() ?? 0
    return locals.flatMap { local in
      let unit = Double(sign: .plus, exponent: bits + local.exponent - top, significand: 1)
      return local.values.map { Int64((Double($0) * unit).rounded()) }
    }
  }
}
