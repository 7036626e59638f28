/// A local matrix, one of the eight of Modarressi et al. (NAACL 2022) or ALTI's: how much each token of a layer's output is made of each token of its
/// input.
///
/// With the attention `A^h`, the decomposed attention `z_ij = sum_h A^h_ij W_O^h v_j^h`, `y_ij = z_ij + [i = j] x_i`, `y'` and `y''` after the
/// first and the second LayerNorm, and the mixing ratio `r` of ``MixingRatio``:
enum LocalMatrix: CaseIterable {
  /// `1/H sum_h A^h_ij`
  case w
  /// `0.5 W + 0.5 I`
  case wFixedRes
  /// `r_i W_ij / sum_{k != i} W_ik`; on the diagonal `1 - r_i`.
  case wRes
  /// `||z_ij||`
  case n
  /// `0.5 N_ij / sum_k N_ik + 0.5 I`
  case nFixedRes
  /// `||y_ij||`
  case nRes
  /// `||y'_ij||`
  case nResLN
  /// `||y''_ij||`
  case nEnc
  /// `max(0, ||y_i||_1 - ||y_i - y'_ij||_1)`, with rows of sum 1; y_i is the first LayerNorm's output.
  case alti

  /// The local matrix of a method; nil for a method that has none.
  init?(_ method: AttributionMethod) {
    guard let matrix = Self.allCases.first(where: { $0.method == method }) else { return nil }
    self = matrix
  }

  /// The method whose matrix it is.
  var method: AttributionMethod {
    switch self {
    case .w: .w
    case .wFixedRes: .wFixedRes
    case .wRes: .wRes
    case .n: .n
    case .nFixedRes: .nFixedRes
    case .nRes: .nRes
    case .nResLN: .nResLN
    case .nEnc: .nEnc
    case .alti: .alti
    }
  }

  /// The map between the decomposed attention and the vectors whose norms the matrix needs; nil if it needs none. W-Res needs those of
  /// N-Enc for its mixing ratio.
  var stage: FixedMap.Stage? {
    switch self {
    case .w, .wFixedRes, .alti: nil
    case .n, .nFixedRes, .nRes: .attention
    case .nResLN: .attentionLayerNorm
    case .wRes, .nEnc: .outputLayerNorm
    }
  }

  /// Whether the matrix needs W.
  var needsHeadMean: Bool { [.w, .wFixedRes, .wRes].contains(self) }

  /// Whether its diagonal is not that of the norms or of W.
  var hasOwnDiagonal: Bool { [.wFixedRes, .wRes, .n, .nFixedRes].contains(self) }
}
