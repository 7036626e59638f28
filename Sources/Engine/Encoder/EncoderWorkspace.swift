/// The buffers for one worker's forward pass, sized for the largest batch so far. The legend of shapes applies; `N` rows.
final class EncoderWorkspace {
  /// Number of columns of `projected`: queries, keys and values.
  let projectedWidth: Int
  /// Numbers from one row of `keyT` to the next; vectors may reach 15 lanes past the last row.
  let ldt: Int

  /// The embeddings before the projection to the hidden size. `[N, E]`
  let embedded: FloatBuffer
  /// The layer's input, then its output. `[N, D]`
  let hidden: FloatBuffer
  /// `[N, 3 D]`
  let projected: FloatBuffer
  /// The transposed keys. `[D, ldt]`
  let keyT: FloatBuffer
  /// The concatenated heads. `[N, D]`
  let context: FloatBuffer
  /// Output of a dense layer, before the residual and LayerNorm. `[N, D]`
  let dense: FloatBuffer
  /// Output of the first LayerNorm. `[N, D]`
  let attended: FloatBuffer
  /// `[N, F]`
  let intermediate: FloatBuffer
  /// The same before the activation; nil unless an observer needs it. `[N, F]`
  let preActivations: FloatBuffer?
  /// Attention probabilities of a block of tokens, for all heads.
  let probabilities: FloatBuffer
  /// What is added to the scores of some tokens of a text, and scratch memory for it; empty without disentangled attention.
  let terms, termsScratch: FloatBuffer
  /// s1 and s2. `[N]`
  let deviation1, deviation2: FloatBuffer
  let linear: LinearContext

  /// With a `precision` below fp32, the inputs of dense products are also kept in that precision.
  init(
    _ configuration: ModelConfiguration, precision: Precision, capacity: BatchCapacity, keepsPreActivations: Bool, linear: LinearContext
  ) {
    let size = configuration.hiddenSize
    let rows = capacity.rows
    self.linear = linear
    projectedWidth = 3 * size
    ldt = rows + 16
    func input(_ columns: Int) -> FloatBuffer { FloatBuffer(rows: rows, columns: columns, precision: precision) }
    embedded = input(configuration.projectsEmbeddings ? configuration.embeddingSize : 0)
    hidden = input(size)
    // Vectors of values may reach past the last row, too.
    projected = FloatBuffer(count: rows * projectedWidth + 64)
    keyT = FloatBuffer(count: size * ldt)
    context = input(size)
    dense = FloatBuffer(count: rows * size)
    attended = input(size)
    intermediate = input(configuration.intermediateSize)
    preActivations = keepsPreActivations ? FloatBuffer(count: rows * configuration.intermediateSize) : nil
    probabilities = FloatBuffer(
      count: Kernels.attentionScratch(heads: configuration.attentionHeads, tokens: capacity.longestText))
    (terms, termsScratch) = DisentangledAttention.buffers(configuration, tokens: capacity.longestText)
    deviation1 = FloatBuffer(count: rows)
    deviation2 = FloatBuffer(count: rows)
  }
}
