import CKernels

/// The terms of disentangled attention in one layer: products of queries and of keys with vectors of the distance of the two tokens.
///
/// <https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/deberta_v2/modeling_deberta_v2.py>
struct DisentangledAttention: Sendable {
  /// The vectors that queries are multiplied by ("c2p"); nil without this term.
  let keyVectors: DistanceVectors?
  /// The vectors that keys are multiplied by ("p2c"), scaled as queries are; nil without this term.
  let queryVectors: DistanceVectors?

  init(_ weights: LayerWeights, _ table: DistanceTable) throws {
    let (settings, modules) = (table.settings, table.modules)
    keyVectors =
      settings.contentToPosition
      ? DistanceVectors(
        table, settings.sharesProjections ? try weights.key : try weights.distanceProjection(modules.key), isOfKeys: true) : nil
    queryVectors =
      settings.positionToContent
      ? DistanceVectors(
        table, settings.sharesProjections ? try weights.query : try weights.distanceProjection(modules.query),
        factor: weights.configuration.scoreFactor, isOfKeys: false) : nil
  }

  /// Buffers for the terms of a chunk of a text with up to `tokens` tokens, and for scratch memory; empty for other kinds of attention.
  static func buffers(_ configuration: ModelConfiguration, tokens: Int) -> (terms: FloatBuffer, scratch: FloatBuffer) {
    guard case .disentangled = configuration.relativeAttention else { return (FloatBuffer(count: 0), FloatBuffer(count: 0)) }
    let rows = min(tokens, GE_DISENTANGLED_ROWS)
    return (
      FloatBuffer(count: configuration.attentionHeads * rows * PackedText.padded(tokens)),
      FloatBuffer(count: ge_disentangled_scratch(tokens))
    )
  }

  /// Computes the terms of one chunk after another of a text's tokens, in the buffers of a worker, and calls `body` with each.
  func forEachChunk(
    _ text: PackedText, _ trace: LayerTrace.Attention, heads: Int, in w: EncoderWorkspace, _ body: (Range<Int>, ge_score_terms) -> Void
  ) {
    Self.with(keyVectors, tokens: text.count) { keyVectors in
      Self.with(queryVectors, tokens: text.count) { queryVectors in
        var arguments = ge_disentangled(
          heads: heads, head_size: trace.queries.columns / heads, query: trace.queries.start, key: trace.keys.start, ld: trace.keys.stride,
          key_vectors: keyVectors, query_vectors: queryVectors)
        let most = GE_DISENTANGLED_ROWS
        for first in stride(from: 0, to: text.count, by: most) {
          let rows = min(most, text.count - first)
          precondition(
            w.terms.count >= heads * rows * text.padded && w.termsScratch.count >= ge_disentangled_scratch(text.count), "terms do not fit")
          ge_disentangled_terms(&arguments, text.start, text.count, first, rows, w.termsScratch.pointer, w.terms.pointer)
          body(
            first..<first + rows,
            ge_score_terms(values: w.terms.pointer, head_stride: rows * text.padded, row_stride: text.padded, first: first))
        }
      }
    }
  }

  private static func with(
    _ vectors: DistanceVectors?, tokens: Int, _ body: (UnsafePointer<ge_distance_vectors>?) -> Void
  ) {
    guard let vectors else { return body(nil) }
    vectors.withVectors(tokens: tokens, body)
  }
}
