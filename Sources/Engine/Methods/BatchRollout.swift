/// The rollouts of a batch's texts, which grow by one layer at a time.
final class BatchRollout {
  /// The products so far, and room for the next ones, in turn. `[T, padded T]` a text
  private var current, next: FloatBuffer
  private var batch = PackedBatch([], rows: 0)
  /// One for each text.
  private var rollouts: [Rollout] = []

  init(_ capacity: BatchCapacity) {
    current = FloatBuffer(count: capacity.matrices)
    next = FloatBuffer(count: capacity.matrices)
  }

  /// Starts anew for the texts of a batch.
  func begin(_ batch: PackedBatch) {
    self.batch = batch
    rollouts = Array(repeating: Rollout(), count: batch.texts.count)
  }

  /// What the next local matrix of a text is to be multiplied with, so that the product stays in range: a power of two.
  func factor(ofText index: Int) -> Float { rollouts[index].factor }

  /// Multiplies a text's product from the left with its next local matrix, `diag(scale) pairs`.
  func multiply(_ pairs: FloatBuffer, by scale: FloatBuffer, textAt index: Int) {
    let text = batch.texts[index]
    let isFirst = !rollouts[index].hasBegun
    rollouts[index].advance(
      top: isFirst
        ? Kernels.scaleRows(pairs, by: scale, text, into: next)
        : Kernels.rolloutStep(pairs, by: scale, current, text, into: next))
  }

  /// All texts have got the matrix of this layer.
  func endLayer() { swap(&current, &next) }

  /// A local matrix `diag(scale) pairs` by itself, before the text's product is multiplied with it. `[T, T]`
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
