/// The number of rows `N` of a text's packed batch, which follows from the text's own length alone.
///
/// Rows of a dense product are bitwise independent of each other and of their place, but with some libraries not of the number of rows.
/// Since `N` follows from a text's length, and every batch is computed at its full `N`, a text's result depends on the text alone. Short
/// texts share 256 rows, enough for products at full speed; a longer text has a batch of its own, rounded up to 32 rows, so that few
/// different products have to be compiled.
enum LengthClass {
  /// The longest text that shares a batch.
  static let sharedLength = 128
  static let sharedRows = 256

  static func rows(forLength tokens: Int, _ packing: TextPacking = .shared) -> Int {
    guard tokens <= sharedLength else { return (tokens + 31) / 32 * 32 }
    return packing == .alone ? PackedText.padded(tokens) : sharedRows
  }
}
