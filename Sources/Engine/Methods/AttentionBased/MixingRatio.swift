import CKernels

/// N-Enc's mixing ratio of each token, for the batches of one worker: how much of what leaves the layer comes from other tokens.
///
/// `r_i = ||o_i|| / (||o_i|| + ||M (z_ii + x_i)||)`, where `o_i = sum_{j != i} M z_ij` is `M W_O` times the values that token i receives from
/// all other tokens, so that no vector of a pair is needed. The LayerNorms' data-dependent scales cancel out.
final class MixingRatio {
  /// The ratio of each token. `[N]`
  let ratio: FloatBuffer
  /// `1 - r_i`, which is exact where the ratio is near 1. `[N]`
  let rest: FloatBuffer
  /// The values from other tokens, and M W_O times them. `[N, D]`
  private let others, mapped: FloatBuffer
  private let size: Int
  private let linear = LinearContext()
  private var values: FloatRows?

  /// Allocates memory for `rows` tokens, `N`; `size` is `D`.
  init(size: Int, rows: Int) {
    self.size = size
    ratio = FloatBuffer(count: rows)
    rest = FloatBuffer(count: rows)
    others = FloatBuffer(count: rows * size)
    mapped = FloatBuffer(count: rows * size)
  }

  /// `M W_O` of a layer, in single precision.
  static func map(_ layer: LayerWeights) throws -> Linear {
    let weight = FixedMap.applied(
      to: try layer.attentionOutput.weight, gamma1: try layer.attentionLayerNorm.weight, gamma2: try layer.outputLayerNorm.weight)
    let size = layer.configuration.hiddenSize
    return Linear(weight: weight, bias: nil, outputs: size, inputs: size)
  }

  /// Begins a layer.
  func begin(_ trace: LayerTrace.Attention) { values = trace.values }

  /// Mixes the values that the block's tokens receive from other tokens.
  func read(_ probabilities: LayerTrace.Probabilities) {
    let text = probabilities.text
    guard let values else { preconditionFailure("probabilities before the values of a layer") }
    precondition(others.count >= (text.start + text.count) * size && values.columns == size, "values of other tokens do not fit")
    var block = probabilities.block
    ge_mix_others(&block, values.start, values.stride, size / probabilities.heads, others.pointer)
  }

  /// Computes the ratios of a layer.
  /// - Parameters:
  ///   - map: `M W_O`
  ///   - batch: The batch of the layer.
  ///   - whole: The pair norms behind M. A matrix `[T, padded T]` for each text.
  func finish(_ map: Linear, _ batch: PackedBatch, whole: FloatBuffer) {
    map.run(others, rows: batch.rows, into: mapped, context: linear)
    ge_row_norms(mapped.pointer, batch.rows, size, ratio.pointer)
    for text in batch.texts {
      for row in text.rows {
        let norm = ratio.pointer[row]
        let own = whole.pointer[text.matrix + (row - text.start) * (text.padded + 1)]
        ratio.pointer[row] = norm == 0 ? 0 : norm / (norm + own)
        rest.pointer[row] = norm == 0 ? 1 : own / (norm + own)
      }
    }
  }
}
