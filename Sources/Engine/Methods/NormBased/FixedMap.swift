import CKernels

/// The part of a norm-based method that depends only on the weights of a layer, computed once at load time.
///
/// Without their data-dependent scales and their biases, both LayerNorms together are one linear map, `M = diag(g2) P diag(g1) P` with `P =
/// I - 11'/D`. With `U = M W_O`, head h carries the vector `u_j^h = U^h v_j^h` from token j. The norms depend only on inner products of
/// these vectors and of `M x_j`. Methods that stop at an earlier stage have another map M.
struct FixedMap: Sendable {
  /// The place in a layer at which the vectors are measured.
  enum Stage: CaseIterable {
    /// Before both LayerNorms: `M = I`.
    case attention
    /// Behind the first LayerNorm: `M = diag(g1) P`.
    case attentionLayerNorm
    /// Behind the second LayerNorm, without the feed-forward block: `M = diag(g2) P diag(g1) P`.
    case outputLayerNorm
  }

  /// `U` `[D, D]`, packed for a Gram kernel.
  enum Packed: Sendable {
    /// Single precision.
    case f32([Float])
    /// Pairs of bf16 numbers.
    case bf16([UInt32])
  }

  /// `H`
  let heads: Int
  /// `d`
  let headSize: Int
  /// `g1`, the first LayerNorm's weight; nil before it. `[D]`
  let gamma1: [Float]?
  /// `g2`, the second LayerNorm's weight; nil before it. `[D]`
  let gamma2: [Float]?
  let packed: Packed

  /// Reads the weights of a layer.
  init(_ layer: LayerWeights, _ stage: Stage, precision: Precision) throws {
    self.init(
      outputWeight: try layer.attentionOutput.weight, gamma1: stage == .attention ? nil : try layer.attentionLayerNorm.weight,
      gamma2: stage == .outputLayerNorm ? try layer.outputLayerNorm.weight : nil, heads: layer.configuration.attentionHeads,
      headSize: layer.configuration.headSize, precision: precision)
  }

  /// Computes the map from `attention.output.dense.weight`, `W_O` `[D, D]`, and the weights of the LayerNorms that belong to it `[D]`. With
  /// a `precision` below fp32, the vectors u are formed from bf16 numbers where the processor has instructions for their products; the inner
  /// products of the vectors are always in fp32.
  init(outputWeight: [Float], gamma1: [Float]?, gamma2: [Float]?, heads: Int, headSize: Int, precision: Precision) {
    let u = Self.applied(to: outputWeight, gamma1: gamma1, gamma2: gamma2)
    self.heads = heads
    self.headSize = headSize
    self.gamma1 = gamma1
    self.gamma2 = gamma2
    packed = Self.pack(u, heads: heads, headSize: headSize, isRounded: precision != .f32 && Self.hasBFloat16)
  }

  /// `U = M W_O` `[D, D]`, from `W_O` and the weights of the LayerNorms `[D]` in M.
  static func applied(to outputWeight: [Float], gamma1: [Float]?, gamma2: [Float]?) -> [Float] {
    var u = outputWeight
    for gamma in [gamma1, gamma2].compactMap({ $0 }) {
      center(&u, gamma.count)
      scaleRows(&u, by: gamma)
    }
    return u
  }

  /// Calls `body` with the addresses of g1 and g2, which are nil where M has no such LayerNorm.
  func withGammas(_ body: (_ gamma1: UnsafePointer<Float>?, _ gamma2: UnsafePointer<Float>?) -> Void) {
    (gamma1 ?? []).withUnsafeBufferPointer { first in
      (gamma2 ?? []).withUnsafeBufferPointer { second in
        body(gamma1.flatMap { _ in first.baseAddress }, gamma2.flatMap { _ in second.baseAddress })
      }
    }
  }

  /// Whether this processor has instructions for products of bf16 numbers, for the Gram kernel that uses them.
  static let hasBFloat16: Bool = ge_has_bfloat16() != 0

  /// Multiplies from the left by P: subtracts from each column its mean, which is summed in double precision.
  private static func center(_ u: inout [Float], _ size: Int) {
    var mean = [Double](repeating: 0, count: size)
    for row in 0..<size {
      for column in 0..<size { mean[column] += Double(u[row * size + column]) }
    }
    let means = mean.map { Float($0 / Double(size)) }
    for row in 0..<size {
      for column in 0..<size { u[row * size + column] -= means[column] }
    }
  }

  private static func scaleRows(_ u: inout [Float], by factors: [Float]) {
    let size = factors.count
    for row in 0..<size {
      for column in 0..<size { u[row * size + column] *= factors[row] }
    }
  }

  /// Packs `U` `[D, D]` for a Gram kernel: for that with bf16 numbers if `isRounded`.
  private static func pack(_ u: [Float], heads: Int, headSize: Int, isRounded: Bool) -> Packed {
    let size = heads * headSize
    precondition(u.count == size * size, "U has \(u.count) values, not \(size) x \(size)")
    if isRounded {
      let count = ge_gram_bfloat16_packed_size(heads, headSize)
      return .bf16(
        [UInt32](unsafeUninitializedCapacity: count) { packed, initialized in
          ge_gram_bfloat16_pack(u, heads, headSize, packed.baseAddress)
          initialized = count
        })
    }
    let count = ge_gram_packed_size(heads, headSize)
    return .f32(
      [Float](unsafeUninitializedCapacity: count) { packed, initialized in
        ge_gram_pack(u, heads, headSize, packed.baseAddress)
        initialized = count
      })
  }
}
