/// transformers' `BertEmbeddings` and `ElectraEmbeddings`, with ELECTRA's projection to the hidden size.
///
/// <https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/electra/modeling_electra.py>
struct Embeddings: Sendable {
  /// `E`: `D` but for ELECTRA's smaller models.
  let size: Int
  /// `[V, E]`, left in the file: a batch needs a few hundred of its rows, and a copy in single precision would be made anew at each start.
  let wordEmbeddings: StoredTensor
  /// `[positions, E]`
  let positionEmbeddings: [Float]
  /// `[types, E]`
  let tokenTypeEmbeddings: [Float]
  let layerNorm: LayerNorm
  /// `embeddings_project`, `[D, E]`; nil where `E` is `D`.
  let projection: Linear?

  init(_ checkpoint: Checkpoint, _ configuration: ModelConfiguration, precision: Precision) throws {
    let size = configuration.embeddingSize
    self.size = size
    wordEmbeddings = try checkpoint.storedTensor("embeddings.word_embeddings.weight", shape: [configuration.vocabularySize, size])
    positionEmbeddings = try checkpoint.tensor("embeddings.position_embeddings.weight", shape: [configuration.maxPositionEmbeddings, size])
    tokenTypeEmbeddings = try checkpoint.tensor("embeddings.token_type_embeddings.weight", shape: [configuration.typeVocabularySize, size])
    layerNorm = try LayerNorm(checkpoint, "embeddings.LayerNorm", size: size, epsilon: configuration.layerNormEpsilon)
    projection =
      size == configuration.hiddenSize
      ? nil
      : Linear(
        try DenseWeights(checkpoint, "embeddings_project", outputs: configuration.hiddenSize, inputs: size), precision: precision)
  }

  /// Writes the embeddings of `batch`, texts back to back, to `output` `[N, D]`. Rows behind the last text become those of an all-zero embedding.
  func run(_ batch: [Encoding], rows: Int, in workspace: EncoderWorkspace, into output: FloatBuffer) {
    let target = projection == nil ? output : workspace.embedded
    var start = 0
    for encoding in batch {
      Kernels.embed(encoding, self, into: target, row: start)
      start += encoding.count
    }
    let filled = start * size
    (target.pointer + filled).update(repeating: 0, count: rows * size - filled)
    Kernels.layerNorm(target, adding: nil, layerNorm, rows: rows, into: target, deviation: nil)
    projection?.run(target, rows: rows, into: output, context: workspace.linear)
  }
}
