/// The embeddings of a family in transformers, such as `BertEmbeddings`, `RobertaEmbeddings` or `AlbertEmbeddings`, including the projection
/// to the hidden size of ELECTRA and ALBERT.
///
/// <https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/electra/modeling_electra.py>
struct Embeddings: Sendable {
  /// `E`; it equals `D` except in ALBERT and smaller ELECTRA models.
  let size: Int
  /// The table stays in the file: a batch needs a few hundred of its rows, and a copy in single precision would cost time at each start.
  /// `[V, E]`
  let wordEmbeddings: StoredTensor
  /// The id of the padding token, where padding tokens have the first row of `positionEmbeddings` and no other token has; else nil.
  let paddingID: Int?
  /// The used rows of the position table; empty in a model whose embeddings have no positions. `[positions, E]`
  let positionEmbeddings: [Float]
  /// Empty in a model without token types. `[types, E]`
  let tokenTypeEmbeddings: [Float]
  /// `embed_proj`, in front of the LayerNorm; nil in a model without. `[D, E]`
  let innerProjection: Linear?
  let layerNorm: LayerNorm
  /// `embeddings_project` or `embedding_hidden_mapping_in`, behind the LayerNorm; nil in a model without. `[D, E]`
  let projection: Linear?

  init(_ checkpoint: Checkpoint, _ configuration: ModelConfiguration, precision: Precision) throws {
    let size = configuration.embeddingSize
    self.size = size
    let modules = configuration.architecture.modules
    wordEmbeddings = try checkpoint.storedTensor(modules.wordEmbeddings + ".weight", shape: [configuration.vocabularySize, size])
    let positions =
      configuration.embedsPositions
      ? try checkpoint.tensor(modules.positionEmbeddings + ".weight", shape: [configuration.maxPositionEmbeddings, size]) : []
    paddingID = configuration.paddingPosition
    positionEmbeddings = Array(positions.dropFirst((paddingID ?? 0) * size))
    let types = configuration.typeVocabularySize
    tokenTypeEmbeddings = types == 0 ? [] : try checkpoint.tensor(modules.tokenTypeEmbeddings + ".weight", shape: [types, size])
    layerNorm = try LayerNorm(
      checkpoint, modules.embeddingLayerNorm, size: configuration.normalizedEmbeddingSize, epsilon: configuration.layerNormEpsilon)
    func packed(isInner: Bool) throws -> Linear? {
      guard configuration.projectsEmbeddings, modules.normalizesProjection == isInner else { return nil }
      let dense =
        isInner
        ? DenseWeights(
          weight: try checkpoint.tensor(modules.embeddingProjection + ".weight", shape: [configuration.hiddenSize, size]),
          bias: Array(repeating: 0, count: configuration.hiddenSize))
        : try DenseWeights(checkpoint, modules.embeddingProjection, outputs: configuration.hiddenSize, inputs: size)
      return Linear(dense, precision: precision)
    }
    innerProjection = try packed(isInner: true)
    projection = try packed(isInner: false)
  }

  /// Writes the embeddings of `batch`, packed texts, to `workspace.hidden` `[N, D]`. Rows after the last text are the output for an all-zero
  /// embedding.
  func run(_ batch: [Encoding], rows: Int, in workspace: EncoderWorkspace) {
    let target = innerProjection == nil ? output(in: workspace) : workspace.embedded
    var start = 0
    for encoding in batch {
      Kernels.embed(encoding, self, into: target, row: start)
      start += encoding.count
    }
    let filled = start * size
    (target.pointer + filled).update(repeating: 0, count: rows * size - filled)
    if let innerProjection {
      LinearActivation.none.finish(target.pointer, rows: rows, columns: size, reduced: target.reduced)
      innerProjection.run(target, rows: rows, into: workspace.hidden, context: workspace.linear)
    }
    let sums = output(in: workspace)
    Kernels.layerNorm(sums, adding: nil, layerNorm, rows: rows, into: sums, deviation: nil)
    project(rows: rows, in: workspace)
  }

  /// The buffer of the embeddings after the LayerNorm: the layers' input, unless a projection follows. `[N, E]` or `[N, D]`
  func output(in workspace: EncoderWorkspace) -> FloatBuffer { projection == nil ? workspace.hidden : workspace.embedded }

  /// Computes the layers' input from the embeddings, where the two differ.
  func project(rows: Int, in workspace: EncoderWorkspace) {
    projection?.run(workspace.embedded, rows: rows, into: workspace.hidden, context: workspace.linear)
  }
}
