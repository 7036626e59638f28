package import Store

/// What one token is made of: the shares of all tokens in its row of a matrix.
package struct AttributionRow {
  /// The position of the token.
  let position: Int
  let layer: MatrixLayer
  /// The window whose matrix it is of; nil where the text is one piece.
  let window: Int?
  /// The share of each token of the example; the shares add up to 1, or are all 0.
  let shares: [Double]
  /// The tokens that could have a share: those of the matrix.
  let tokens: Int

  /// The share of each token if all were alike.
  var uniformShare: Double { 1 / Double(max(tokens, 1)) }

  /// The row that the classifier reads, from the scores kept with the example.
  package init(scoresOf example: StoredExample) {
    (position, layer, window) = (0, .final, nil)
    shares = example.tokens.map { Double($0.score) }
    tokens = shares.count
  }

  /// The row of a token in a matrix, over its sum; nil where the matrix has none for the token.
  ///
  /// - Parameters:
  ///   - position: among the example's tokens.
  ///   - placed: the matrix.
  ///   - layer: which one it is.
  ///   - count: tokens of the example; what is not in the matrix has no share.
  package init?(position: Int, of placed: PlacedMatrix, layer: MatrixLayer, count: Int) {
    guard let row = placed.positions.firstIndex(of: position) else { return nil }
    (self.position, self.layer, window) = (position, layer, placed.window)
    var shares = [Double](repeating: 0, count: count)
    for (position, share) in zip(placed.positions, Self.shares(of: placed.matrix, row: row)) { shares[position] = share }
    self.shares = shares
    tokens = placed.positions.count
  }

  /// A row of a matrix over its sum; zeros where the sum is 0. `[T]`
  static func shares(of matrix: MatrixRecord, row: Int) -> [Double] {
    let values = matrix.values[row * matrix.size..<(row + 1) * matrix.size].map(Double.init)
    let sum = values.reduce(0, +)
    return sum > 0 ? values.map { $0 / sum } : values.map { _ in 0 }
  }
}
