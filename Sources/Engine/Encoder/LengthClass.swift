/// The rows `N` of the packed batch that a text belongs in, from its own length alone.
///
/// A dense product's rows are bitwise independent of each other and of their place, but with some libraries not of the number of rows.
/// So that a text's result depends on nothing but the text, `N` follows from its length, and every batch is computed at its full `N`.
/// Short texts share 256 rows, enough for the products to run at full speed; a longer text has a batch of its own,
/// rounded up to 32 rows so that few different products have to be prepared.
enum LengthClass {
  /// The longest text that shares a batch.
  static let sharedLength = 128
  static let sharedRows = 256

  static func rows(forLength tokens: Int) -> Int {
    tokens <= sharedLength ? sharedRows : (tokens + 31) / 32 * 32
  }
}
