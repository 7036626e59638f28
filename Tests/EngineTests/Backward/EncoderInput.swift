@testable import Engine

/// The embeddings of a text, and the input that the first layer gets from them, in double precision.
struct EncoderInput {
  /// After the LayerNorm. `[T, E]`
  let embeddings: [Double]
  /// The projection of the embeddings; nil where they have the hidden size. `[D, E]`
  private let projection: DenseWeights?
  private let size: Int

  init(_ run: BackwardRun, _ encoding: Encoding) throws {
    let model = run.model
    let batch = PackedBatch([encoding.count], rows: model.rows(forLength: encoding.count))
    var capacity = BatchCapacity()
    capacity.include(batch)
    let workspace = EncoderWorkspace(
      model.configuration, precision: .f32, capacity: capacity, keepsPreActivations: false, linear: LinearContext())
    model.encoder.embeddings.run([encoding], rows: batch.rows, in: workspace)
    let buffer = model.encoder.embeddings.output(in: workspace)
    size = model.configuration.normalizedEmbeddingSize
    embeddings = (0..<encoding.count * model.configuration.normalizedEmbeddingSize).map { Double(buffer.pointer[$0]) }
    projection = try run.parts.embeddingProjection
  }

  /// The input of the first layer. `[T, D]`
  var layers: [Double] { layers(scaling: 0, by: 1) }

  /// The input of the first layer after the embedding of one token was multiplied by a factor. `[T, D]`
  func layers(scaling token: Int, by factor: Double) -> [Double] {
    let scaled = embeddings.enumerated().map { $0 / size == token ? factor * $1 : $1 }
    guard let projection else { return scaled }
    return stride(from: 0, to: scaled.count, by: size).flatMap { row in
      projection.bias.indices.map { output in
        (0..<size).reduce(Double(projection.bias[output])) { $0 + Double(projection.weight[output * size + $1]) * scaled[row + $1] }
      }
    }
  }
}
