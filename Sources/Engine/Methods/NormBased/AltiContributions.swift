import CKernels

/// The part of ALTI that depends only on the weights of a layer.
struct AltiMap: Sendable {
  /// `U = diag(g1) P W_O`, row-major. `[D, D]`
  let outputWeight: [Float]
  /// g1, the first LayerNorm's weight. `[D]`
  let gamma1: [Float]

  /// Reads the weights of a layer.
  /// - Throws: `EngineError` where a tensor is missing or has another shape.
  init(_ layer: LayerWeights) throws {
    gamma1 = try layer.attentionLayerNorm.weight
    outputWeight = FixedMap.applied(to: try layer.attentionOutput.weight, gamma1: gamma1, gamma2: nil)
  }
}

/// ALTI's contributions (Ferrando et al., EMNLP 2022, <https://aclanthology.org/2022.emnlp-main.595>) of every token of a text to every
/// token, behind the first LayerNorm, for the batches of one worker:
/// `max(0, ||y_i||_1 - ||y_i - y'_ij||_1)`, divided by the sum over j, where y_i is the LayerNorm's output and y'_ij what it gets from j.
///
/// The norms are sums over features, so a few features of the vectors are in memory at a time. The residual is one more head, whose
/// attention is the identity.
final class AltiContributions {
  /// Features whose vectors are formed at once.
  private static let block = 64

  /// A matrix `[T, padded T]` for each text.
  let values: FloatBuffer
  private let heads, headSize: Int
  /// Numbers from a feature to the next of the transposed matrices; vectors may reach 15 lanes past the last row.
  private let ldt: Int
  /// Numbers from one head's probabilities to the next head's.
  private let headStride: Int
  /// A^h and the identity. `[H + 1, headStride]`, a matrix `[T, padded T]` for each text
  private let probabilities: FloatBuffer
  /// `diag(g1) P x`. `[N, D]`
  private let residual: FloatBuffer
  /// The values and the residual, transposed. `[D, ldt]`
  private let valuesT, residualT: FloatBuffer
  /// What each token sends, of a few features. `[block, H + 1, padded T]`
  private let vectors: FloatBuffer
  /// 1 / s1. `[N]`
  private let scale: FloatBuffer

  init(heads: Int, headSize: Int, _ capacity: BatchCapacity) {
    let size = heads * headSize
    (self.heads, self.headSize) = (heads, headSize)
    ldt = capacity.rows + 32
    // At a distance of a power of two, the heads' rows would share a few lines of the cache.
    headStride = capacity.matrices + 16
    values = FloatBuffer(count: capacity.matrices)
    probabilities = FloatBuffer(count: (heads + 1) * headStride)
    residual = FloatBuffer(count: capacity.rows * size)
    (valuesT, residualT) = (FloatBuffer(count: size * ldt + 16), FloatBuffer(count: size * ldt + 16))
    vectors = FloatBuffer(count: Self.block * (heads + 1) * PackedText.padded(capacity.longestText))
    scale = FloatBuffer(count: capacity.rows)
  }

  private var size: Int { heads * headSize }

  /// Begins a layer.
  func begin(_ map: AltiMap, _ trace: LayerTrace.Attention) {
    let rows = trace.batch.rows
    precondition(rows + 32 <= ldt && trace.input.stride == size && trace.values.columns == size, "ALTI of \(rows) tokens does not fit")
    ge_transpose(trace.values.start, trace.values.stride, rows, size, valuesT.pointer, ldt)
    ge_fixed_map(trace.input.start, map.gamma1, nil, rows, size, residual.pointer)
    ge_transpose(residual.pointer, size, rows, size, residualT.pointer, ldt)
  }

  /// Copies the probabilities of a block of tokens.
  func read(_ block: LayerTrace.Probabilities) {
    let text = block.text
    precondition(text.fits(in: values), "probabilities do not fit")
    for token in block.tokens {
      let row = probabilities.pointer + text.matrix + token * text.padded
      for head in 0..<heads { (row + head * headStride).update(from: block.row(head: head, token: token), count: text.padded) }
      let own = row + heads * headStride
      own.update(repeating: 0, count: text.padded)
      own[token] = 1
    }
  }

  /// Computes the contributions of a layer.
  func finish(_ map: AltiMap, _ trace: LayerTrace.Output) {
    for text in trace.batch.texts {
      for row in text.rows { scale.pointer[row] = 1 / trace.deviation1[row] }
      (values.pointer + text.matrix).update(repeating: 0, count: text.count * text.padded)
      for first in stride(from: 0, to: size, by: Self.block) {
        let features = min(Self.block, size - first)
        formVectors(map, text, from: first, features)
        ge_alti_add(
          probabilities.pointer + text.matrix, headStride, vectors.pointer, heads + 1, features, trace.attended[text.start] + first,
          trace.attended.stride, scale.pointer + text.start, text.count, values.pointer + text.matrix)
      }
      ge_alti_finish(scale.pointer + text.start, text.count, values.pointer + text.matrix)
    }
  }

  /// Forms the features from `first` on of the vectors that each token of a text sends, `u_j^h = U^h v_j^h` and the residual.
  private func formVectors(_ map: AltiMap, _ text: PackedText, from first: Int, _ features: Int) {
    let stride = (heads + 1) * text.padded
    map.outputWeight.withUnsafeBufferPointer { weight in
      guard let weight = weight.baseAddress else { preconditionFailure("a layer without weights") }
      for head in 0..<heads {
        ge_mix(
          weight + first * size + head * headSize, size, 1, features, headSize, valuesT.pointer + head * headSize * ldt + text.start, ldt,
          text.padded, vectors.pointer + head * text.padded, stride)
      }
    }
    for feature in 0..<features {
      (vectors.pointer + feature * stride + heads * text.padded).update(
        from: residualT.pointer + (first + feature) * ldt + text.start, count: text.padded)
    }
  }
}
