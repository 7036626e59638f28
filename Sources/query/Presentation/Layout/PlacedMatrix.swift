package import Store

/// A matrix, and which of its example's tokens its rows are: all of them, or those of one window of a text that was cut into several.
package struct PlacedMatrix {
  /// The positions among the example's tokens, in order. `[T]`
  package let positions: [Int]
  /// `[T, T]`
  package let matrix: MatrixRecord
  /// The window, from 1; nil where the text is one piece.
  let window: Int?
}
