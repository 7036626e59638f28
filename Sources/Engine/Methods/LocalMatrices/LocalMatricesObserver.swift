import Support

/// N-Enc for the batches of one worker.
///
/// Before the attention, it computes the Gram matrices. For each block of probabilities, while the block is in the cache, it computes the
/// norms without the LayerNorms' data-dependent scales. At the end of the layer, with s1 and s2, it computes the local matrices and their
/// product.
final class NEncObserver: AttributionObserver {
  private let method: NEnc
  private let gram: GramMatrices
  /// Norms without the LayerNorms' scales. A matrix `[T, padded T]` for each text.
  private let pairs: FloatBuffer
  /// The factor for each row of `pairs`. `[N]`
  private let scale: FloatBuffer
  private let rollout: BatchRollout

  private var batch = PackedBatch([], rows: 0)
  private var keepsLayers = false
  /// The local matrices of each text; empty unless requested. `[L]` of `[T, T]` for each text.
  private var locals: [[ScaledMatrix]] = []

  init(_ method: NEnc, _ capacity: BatchCapacity) {
    self.method = method
    gram = GramMatrices(heads: method.heads, headSize: method.headSize, rows: capacity.rows)
    pairs = FloatBuffer(count: capacity.matrices)
    scale = FloatBuffer(count: capacity.rows)
    rollout = BatchRollout(capacity)
  }

  func begin(_ batch: PackedBatch, keepsLayers: Bool) {
    self.batch = batch
    self.keepsLayers = keepsLayers
    locals = Array(repeating: [], count: batch.texts.count)
    rollout.begin(batch)
  }

  func willAttend(_ trace: LayerTrace.Attention) {
    gram.form(method.maps[trace.layer], trace)
  }

  func read(_ probabilities: LayerTrace.Probabilities) {
    gram.pairNorms(probabilities, into: pairs)
  }

  func didRun(_ trace: LayerTrace.Output) {
    for (index, text) in batch.texts.enumerated() {
      if keepsLayers {
        setScale(text, trace, factor: 1)
        locals[index].append(rollout.local(pairs, by: scale, text))
      }
      setScale(text, trace, factor: rollout.factor(ofText: index))
      rollout.multiply(pairs, by: scale, textAt: index)
    }
    rollout.endLayer()
  }

  func attributions(ofText index: Int) -> [Attribution] {
    let final = rollout.matrix(ofText: index)
    return [
      Attribution(.nEnc, .rollout, scores: Attribution.parts(final.values.prefix(final.size)), final: final, layers: locals[index])
    ]
  }

  /// Computes `scale_i = factor / (s1_i s2_i)` for the rows of one text.
  private func setScale(_ text: PackedText, _ trace: LayerTrace.Output, factor: Float) {
    for row in text.start..<text.start + text.count {
      scale.pointer[row] = factor / (trace.deviation1[row] * trace.deviation2[row])
    }
  }
}
