/// The norms of what every token of a text receives from every token, behind one fixed map, for the batches of one worker.
final class PairNorms {
  private let gram: GramMatrices
  /// Norms without the LayerNorms' data-dependent scales, with the residual on the diagonal. A matrix `[T, padded T]` for each text.
  let values: FloatBuffer
  /// The norms on the diagonal without the residual. `[N]`
  let own: FloatBuffer

  /// Allocates memory for a capacity; `scratch` may be shared with the norms of other maps.
  init(heads: Int, _ capacity: BatchCapacity, scratch: FloatBuffer) {
    gram = GramMatrices(heads: heads, rows: capacity.rows, scratch: scratch)
    values = FloatBuffer(count: capacity.matrices)
    own = FloatBuffer(count: capacity.rows)
  }

  /// Begins a layer.
  func begin(_ map: FixedMap, _ trace: LayerTrace.Attention) { gram.form(map, trace) }

  /// Computes the norms of what the block's tokens receive.
  func read(_ probabilities: LayerTrace.Probabilities) { gram.pairNorms(probabilities, into: values, own: own) }
}
