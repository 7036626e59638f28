/// `BertEmbeddings` or `ElectraEmbeddings` of transformers, including ELECTRA's projection to the hidden size.
///
/// <https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/electra/modeling_electra.py>
struct Embeddings: Sendable {
  /// `E`; it equals `D` except in smaller ELECTRA models.
  let size: Int
  /// The table stays in the file: a batch needs a few hundred of its rows, and a copy in single precision would cost time at each start.
  /// `[V, E]`
  let wordEmbeddings: StoredTensor
  /// The rows of the position table from the first token's row on. `[positions, E]`
  let positionEmbeddings: [Float]
  /// Zeros in a family without token types. `[types, E]`
  let tokenTypeEmbeddings: [Float]
  let layerNorm: LayerNorm
  /// `embeddings_project`; nil where `E` equals `D`. `[D, E]`
  let projection: Linear?

  init(_ checkpoint: Checkpoint, _ configuration: ModelConfiguration, precision: Precision) throws {
    let size = configuration.embeddingSize
    self.size = size
    let modules = configuration.architecture.modules
    wordEmbeddings = try checkpoint.storedTensor(modules.wordEmbeddings + ".weight", shape: [configuration.vocabularySize, size])
    let positions = try checkpoint.tensor(modules.positionEmbeddings + ".weight", shape: [configuration.maxPositionEmbeddings, size])
    positionEmbeddings = configuration.firstPosition == 0 ? positions : Array(positions.dropFirst(configuration.firstPosition * size))
    tokenTypeEmbeddings =
      try modules.tokenTypeEmbeddings.map { try checkpoint.tensor($0 + ".weight", shape: [configuration.typeVocabularySize, size]) }
      ?? Array(repeating: 0, count: size)
    layerNorm = try LayerNorm(checkpoint, modules.embeddingLayerNorm, size: size, epsilon: configuration.layerNormEpsilon)
    projection =
      size == configuration.hiddenSize
      ? nil
      : Linear(
        try DenseWeights(checkpoint, modules.embeddingProjection, outputs: configuration.hiddenSize, inputs: size), precision: precision)
  }

  /// Writes the embeddings of `batch`, packed texts, to `workspace.hidden` `[N, D]`. Rows after the last text are the output for an all-zero
  /// embedding.
  func run(_ batch: [Encoding], rows: Int, in workspace: EncoderWorkspace) {
    let target = output(in: workspace)
    var start = 0
    for encoding in batch {
      Kernels.embed(encoding, self, into: target, row: start)
      start += encoding.count
    }
    let filled = start * size
    (target.pointer + filled).update(repeating: 0, count: rows * size - filled)
    Kernels.layerNorm(target, adding: nil, layerNorm, rows: rows, into: target, deviation: nil)
    project(rows: rows, in: workspace)
  }

  /// The buffer of the embeddings before the projection: the layers' input where there is none. `[N, E]`
  func output(in workspace: EncoderWorkspace) -> FloatBuffer { projection == nil ? workspace.hidden : workspace.embedded }

  /// Computes the layers' input from the embeddings, where the two differ.
  func project(rows: Int, in workspace: EncoderWorkspace) {
    projection?.run(workspace.embedded, rows: rows, into: workspace.hidden, context: workspace.linear)
  }
}
