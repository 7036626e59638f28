/// The buffers of one worker, allocated once for the largest batch it has met. Shapes as in the legend; `N` rows.
final class Workspace {
  let rows: Int
  /// Columns of `projected`: queries, keys and values.
  let projectedWidth: Int
  /// Distance of two rows of the transposed buffers: a vector may reach 15 lanes past the last row.
  let ldt: Int

  /// Before the projection to the hidden size. `[N, E]`
  let embedded: FloatBuffer
  /// The layer's input, then its output. `[N, D]`
  let hidden: FloatBuffer
  /// `[N, 3 D]`
  let projected: FloatBuffer
  /// Keys transposed. `[D, ldt]`
  let keyT: FloatBuffer
  /// The concatenated heads. `[N, D]`
  let context: FloatBuffer
  /// Output of a dense layer before residual and LayerNorm. `[N, D]`
  let dense: FloatBuffer
  /// Output of the first LayerNorm. `[N, D]`
  let attended: FloatBuffer
  /// `[N, F]`
  let intermediate: FloatBuffer
  /// A block of attention probabilities of all heads.
  let probabilities: FloatBuffer
  /// s1 and s2. `[N]`
  let deviation1, deviation2: FloatBuffer
  /// What each row of pairs is multiplied with. `[N]`
  let scale: FloatBuffer
  let gramScratch: FloatBuffer
  /// `[(H + 1) (H + 2) / 2, ldt]`
  let gram: FloatBuffer
  /// Unscaled pair norms of all texts, and the rollout so far, in turn with its next step.
  let pairs: FloatBuffer
  var rollout, nextRollout: FloatBuffer
  let linear: LinearContext

  /// With a `precision` below fp32, what enters a dense product is kept in it too.
  init(
    _ configuration: ModelConfiguration, precision: Precision, rows: Int, longestText: Int, explains: Bool, linear: LinearContext
  ) {
    let size = configuration.hiddenSize
    let heads = configuration.attentionHeads
    self.rows = rows
    self.linear = linear
    projectedWidth = 3 * size
    ldt = rows + 16
    func input(_ columns: Int) -> FloatBuffer { FloatBuffer(rows: rows, columns: columns, precision: precision) }
    embedded = input(configuration.embeddingSize == size ? 0 : configuration.embeddingSize)
    hidden = input(size)
    // Vectors of values may reach past the last row too.
    projected = FloatBuffer(count: rows * projectedWidth + 64)
    keyT = FloatBuffer(count: size * ldt)
    context = input(size)
    dense = FloatBuffer(count: rows * size)
    attended = input(size)
    intermediate = input(configuration.intermediateSize)
    probabilities = FloatBuffer(count: Kernels.attentionScratch(heads: heads, tokens: longestText))
    deviation1 = FloatBuffer(count: rows)
    deviation2 = FloatBuffer(count: rows)
    scale = FloatBuffer(count: rows)
    let explained = explains ? 1 : 0
    gramScratch = FloatBuffer(count: explained * Kernels.gramScratch(heads: heads, headSize: configuration.headSize))
    gram = FloatBuffer(count: explained * (heads + 1) * (heads + 2) / 2 * ldt)
    let matrices = explained * rows * PackedText.padded(longestText)
    pairs = FloatBuffer(count: matrices)
    rollout = FloatBuffer(count: matrices)
    nextRollout = FloatBuffer(count: matrices)
  }
}
