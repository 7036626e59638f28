package import Store
import Support

/// The row of one token in a matrix: the shares of all tokens.
package struct AttributionRow {
  /// The position of the token.
  let position: Int
  let layer: MatrixLayer
  /// The window of the matrix; nil where the text is one piece.
  let window: Int?
  /// The share of each token of the example; the shares add up to 1, or all are 0. Of signed scores these, in logits.
  let shares: [Double]
  /// Number of the matrix' tokens, which are those that can have a share.
  let tokens: Int

  /// Whether the shares are the example's scores: of the row that the classifier reads.
  var isOfScores: Bool { position == 0 && layer == .final && window == nil }

  /// The share of each token if all shares were equal.
  var uniformShare: Double { 1 / Double(max(tokens, 1)) }

  /// The row of the first token, which the classifier reads, from the example's scores.
  package init(scoresOf example: Example) {
    (position, layer, window) = (0, .final, nil)
    shares = example.tokens.map { Double($0.score) }
    tokens = shares.count
  }

  /// A token's row in a matrix, divided by its sum; nil where the matrix has no row for the token.
  ///
  /// - Parameters:
  ///   - position: Position among the example's tokens.
  ///   - placed: The matrix.
  ///   - layer: The matrix' layer.
  ///   - count: Number of tokens of the example. Tokens outside the matrix have a share of 0.
  package init?(position: Int, of placed: PlacedMatrix, layer: MatrixLayer, count: Int) {
    guard let row = placed.positions.firstIndex(of: position) else { return nil }
    (self.position, self.layer, window) = (position, layer, placed.window)
    var shares = [Double](repeating: 0, count: count)
    for (position, share) in zip(placed.positions, Self.shares(of: placed.matrix, row: row)) { shares[position] = share }
    self.shares = shares
    tokens = placed.positions.count
  }

  /// A row of a matrix, divided by its sum; zeros where the sum is 0. `[T]`
  static func shares(of matrix: ScaledMatrix, row: Int) -> [Double] {
    let values = matrix.values[row * matrix.size..<(row + 1) * matrix.size].map(Double.init)
    let sum = values.reduce(0, +)
    return sum > 0 ? values.map { $0 / sum } : values.map { _ in 0 }
  }
}
