import Support

/// The rollouts of the texts of a batch, which grow layer by layer.
final class BatchRollout {
  /// The products so far, and memory for the next products; they swap after each layer. A matrix `[T, padded T]` for each text.
  private var current, next: FloatBuffer
  private var batch = PackedBatch([], rows: 0)
  /// One rollout for each text.
  private var rollouts: [Rollout] = []

  init(_ capacity: BatchCapacity) {
    current = FloatBuffer(count: capacity.matrices)
    next = FloatBuffer(count: capacity.matrices)
  }

  /// Starts with the texts of a new batch.
  func begin(_ batch: PackedBatch) {
    self.batch = batch
    rollouts = Array(repeating: Rollout(), count: batch.texts.count)
  }

  /// The power of two by which to multiply a text's next local matrix, so that the product stays in range.
  func factor(ofText index: Int) -> Float { rollouts[index].factor }

  /// Multiplies a text's product from the left by its next local matrix, `diag(scale) pairs`.
  func multiply(_ pairs: FloatBuffer, by scale: FloatBuffer, textAt index: Int) {
    let text = batch.texts[index]
    let isFirst = !rollouts[index].hasBegun
    rollouts[index].advance(
      top: isFirst
        ? Kernels.scaleRows(pairs, by: scale, text, into: next)
        : Kernels.rolloutStep(pairs, by: scale, current, text, into: next))
  }

  /// Ends the layer, after the products of all texts.
  func endLayer() { swap(&current, &next) }

  /// The local matrix `diag(scale) pairs` of a text. Call it before the text's product is multiplied by it. `[T, T]`
  func local(_ pairs: FloatBuffer, by scale: FloatBuffer, _ text: PackedText) -> ScaledMatrix {
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
