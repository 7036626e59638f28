import Store
package import Support

/// A matrix with the positions of its tokens in the example: all tokens, or the tokens of one window of a text that was cut into several.
package struct PlacedMatrix {
  /// Positions among the example's tokens, in order. `[T]`
  package let positions: [Int]
  /// `[T, T]`
  package let matrix: ScaledMatrix
  /// The window, from 1; nil where the text is one piece.
  let window: Int?
}
