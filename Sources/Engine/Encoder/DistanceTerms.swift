import CKernels

/// What the distance of two tokens adds to their score in one layer.
enum DistanceTerms: Sendable {
  /// Nothing.
  case none
  case bias(RelativeBias)
  case disentangled(DisentangledAttention)

  init(_ weights: LayerWeights, _ positions: RelativePositions) throws {
    switch positions {
    case .none: self = .none
    case .bias(let bias): self = .bias(bias)
    case .disentangled(let table): self = .disentangled(try DisentangledAttention(weights, table))
    }
  }

  /// Calls `body` with one run of a text's tokens after another, and with what is added to their scores, which is valid until it returns; nil
  /// for nothing. Runs begin at multiples of 16.
  func forEachChunk(
    _ text: PackedText, _ trace: LayerTrace.Attention, heads: Int, in workspace: EncoderWorkspace,
    _ body: (Range<Int>, UnsafePointer<ge_score_terms>?) -> Void
  ) {
    switch self {
    case .none: body(0..<text.count, nil)
    case .bias(let bias):
      bias.withTerms(tokens: text.count) { terms in
        var terms = terms
        body(0..<text.count, &terms)
      }
    case .disentangled(let attention):
      attention.forEachChunk(text, trace, heads: heads, in: workspace) { tokens, terms in
        var terms = terms
        body(tokens, &terms)
      }
    }
  }
}
