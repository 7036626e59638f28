/// Forms the local matrices of one layer, each as `diag(scale) pairs`, from what they share: norms of pairs of tokens, the mean of the heads
/// and the mixing ratio.
final class LocalMatrixForm {
  /// The factor for each row of the pairs that were formed last. `[N]`
  let scale: FloatBuffer

  /// One for each of the layers' maps.
  private let norms: [(stage: FixedMap.Stage, pairs: PairNorms)]
  /// W, a matrix `[T, padded T]` for each text; empty if no matrix needs it.
  private let headMean: FloatBuffer
  private let needsHeadMean: Bool
  private let mixing: MixingRatio?
  private let alti: AltiContributions?
  /// A matrix whose diagonal is not that of its pairs. `[T, padded T]` for each text.
  private let complete: FloatBuffer
  /// The diagonal of `complete`, and the sums of its rows without their diagonal. `[N]`
  private let diagonal, sums: FloatBuffer

  init(_ method: LocalMatrices, _ capacity: BatchCapacity) {
    let matrices = method.matrices
    let scratch = GramMatrices.makeScratch(heads: method.heads, headSize: method.headSize)
    norms = method.stages.map { ($0, PairNorms(heads: method.heads, capacity, scratch: scratch)) }
    needsHeadMean = matrices.contains(where: \.needsHeadMean)
    headMean = FloatBuffer(count: needsHeadMean ? capacity.matrices : 0)
    mixing = matrices.contains(.wRes) ? MixingRatio(size: method.heads * method.headSize, rows: capacity.rows) : nil
    alti = matrices.contains(.alti) ? AltiContributions(heads: method.heads, headSize: method.headSize, capacity) : nil
    complete = FloatBuffer(count: matrices.contains(where: \.hasOwnDiagonal) ? capacity.matrices : 0)
    scale = FloatBuffer(count: capacity.rows)
    diagonal = FloatBuffer(count: capacity.rows)
    sums = FloatBuffer(count: capacity.rows)
  }

  /// Begins a layer.
  func willAttend(_ trace: LayerTrace.Attention, _ layer: LocalMatrices.Layer) {
    for (map, entry) in zip(layer.maps, norms) { entry.pairs.begin(map, trace) }
    mixing?.begin(trace)
    if let alti, let map = layer.alti { alti.begin(map, trace) }
  }

  /// Reads the probabilities of a block of tokens.
  func read(_ probabilities: LayerTrace.Probabilities) {
    for entry in norms { entry.pairs.read(probabilities) }
    if needsHeadMean { Kernels.headMean(probabilities, into: headMean) }
    mixing?.read(probabilities)
    alti?.read(probabilities)
  }

  /// Ends a layer; its local matrices can be formed after that.
  func didRun(_ trace: LayerTrace.Output, _ layer: LocalMatrices.Layer) {
    if let mixing, let map = layer.mixing { mixing.finish(map, trace.batch, whole: pairNorms(.outputLayerNorm).values) }
    if let alti, let map = layer.alti { alti.finish(map, trace) }
  }

  /// Forms the local matrix of a text. The result, and `scale`, are valid until the next matrix is formed.
  /// - Returns: The pairs of `diag(scale) pairs`, in a buffer with a matrix `[T, padded T]` for each text.
  func pairs(of matrix: LocalMatrix, _ text: PackedText, _ trace: LayerTrace.Output) -> FloatBuffer {
    let (s1, s2) = (trace.deviation1, trace.deviation2)
    switch matrix {
    case .w:
      return scaled(headMean, text) { _ in 1 }
    case .wFixedRes:
      return completed(headMean, text) { _, mean in (0.5, 0.5 * mean + 0.5) }
    case .wRes:
      Kernels.sumsOfOthers(headMean, text, into: sums)
      return completed(headMean, text) { row, _ in
        guard let mixing, sums.pointer[row] != 0 else { return (0, 1) }
        return (mixing.ratio.pointer[row] / sums.pointer[row], mixing.rest.pointer[row])
      }
    case .n:
      let norms = pairNorms(.attention)
      return completed(norms.values, text) { row, _ in (Self.one(s1[row]), norms.own.pointer[row]) }
    case .nFixedRes:
      let norms = pairNorms(.attention)
      Kernels.sumsOfOthers(norms.values, text, into: sums)
      return completed(norms.values, text) { row, _ in
        let own = norms.own.pointer[row]
        let share = 0.5 / (sums.pointer[row] + own)
        return share.isInfinite ? (0, 1) : (Self.one(s1[row]) * share, share * own + 0.5)
      }
    case .nRes:
      return scaled(pairNorms(.attention).values, text) { row in Self.one(s1[row]) }
    case .nResLN:
      return scaled(pairNorms(.attentionLayerNorm).values, text) { row in 1 / s1[row] }
    case .nEnc:
      return scaled(pairNorms(.outputLayerNorm).values, text) { row in 1 / (s1[row] * s2[row]) }
    case .alti:
      guard let alti else { preconditionFailure("no contributions of ALTI were asked for") }
      return scaled(alti.values, text) { _ in 1 }
    }
  }

  private func pairNorms(_ stage: FixedMap.Stage) -> PairNorms {
    guard let entry = norms.first(where: { $0.stage == stage }) else { preconditionFailure("no norms of \(stage) were asked for") }
    return entry.pairs
  }

  /// Sets the scale of a text's rows, `factor` of each row of the batch, and returns the pairs.
  private func scaled(_ pairs: FloatBuffer, _ text: PackedText, factor: (Int) -> Float) -> FloatBuffer {
    for row in text.rows { scale.pointer[row] = factor(row) }
    return pairs
  }

  /// Forms a matrix with a diagonal of its own, whose scale is 1. `values` gives the factor of a row of the batch, and the entry on the
  /// diagonal, from the row and the pairs' entry there.
  private func completed(
    _ pairs: FloatBuffer, _ text: PackedText, values: (_ row: Int, _ entry: Float) -> (factor: Float, diagonal: Float)
  ) -> FloatBuffer {
    for row in text.rows {
      (scale.pointer[row], diagonal.pointer[row]) = values(row, pairs.pointer[text.matrix + (row - text.start) * (text.padded + 1)])
    }
    Kernels.localMatrix(pairs, by: scale, diagonal: diagonal, text, into: complete)
    return scaled(complete, text) { _ in 1 }
  }

  /// 1; NaN for a token whose state is not finite: a norm does not show that, because squares below 0, and NaN, count as 0.
  private static func one(_ deviation: Float) -> Float { 1 + 0 * deviation }
}
