import Support

/// The rollouts of the texts of a batch, which grow layer by layer.
final class BatchRollout {
  /// The products so far, and memory for the next products; they swap after each layer. A matrix `[T, padded T]` for each text.
  private var current, next: FloatBuffer
  /// The factors of rows that keep a product in range. `[N]`
  private let factors: FloatBuffer
  private var batch = PackedBatch([], rows: 0)
  /// One rollout for each text.
  private var rollouts: [Rollout] = []

  init(_ capacity: BatchCapacity) {
    current = FloatBuffer(count: capacity.matrices)
    next = FloatBuffer(count: capacity.matrices)
    factors = FloatBuffer(count: capacity.rows)
  }

  /// Starts with the texts of a new batch.
  func begin(_ batch: PackedBatch) {
    self.batch = batch
    rollouts = Array(repeating: Rollout(), count: batch.texts.count)
  }

  /// Multiplies a text's product from the left by its next local matrix, `diag(scale) pairs`.
  func multiply(_ pairs: FloatBuffer, by scale: FloatBuffer, textAt index: Int) {
    let text = batch.texts[index]
    // A power of two, so that it changes no digit.
    let factor = rollouts[index].factor
    for row in text.rows { factors.pointer[row] = factor * scale.pointer[row] }
    let isFirst = !rollouts[index].hasBegun
    rollouts[index].advance(
      top: isFirst
        ? Kernels.scaleRows(pairs, by: factors, text, into: next)
        : Kernels.rolloutStep(pairs, by: factors, current, text, into: next))
  }

  /// Ends the layer, after the products of all texts.
  func endLayer() { swap(&current, &next) }

  /// The local matrix `diag(scale) pairs` of a text. Call it before the text's product is multiplied by it. `[T, T]`
  func local(_ pairs: FloatBuffer, by scale: FloatBuffer, textAt index: Int) -> ScaledMatrix {
    let text = batch.texts[index]
    var local = Rollout()
    local.advance(top: Kernels.scaleRows(pairs, by: scale, text, into: next))
    return local.matrix(next.pointer + text.matrix, size: text.count, padded: text.padded)
  }

  /// The product of all layers so far. `[T, T]`
  func matrix(ofText index: Int) -> ScaledMatrix {
    let text = batch.texts[index]
    return rollouts[index].matrix(current.pointer + text.matrix, size: text.count, padded: text.padded)
  }
}
