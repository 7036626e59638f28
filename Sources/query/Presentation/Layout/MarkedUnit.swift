/// What is marked as one in a text: a word or a piece, or a token that the template added.
struct MarkedUnit: Equatable {
  /// What lists call it: the word as the text has it, or the piece.
  let name: String
  /// The positions of its tokens.
  let tokens: Range<Int>
  /// 0 for the text, 1 for the pair.
  let segment: Int
  /// Unicode scalars of the text or pair; nil for a token that the template added.
  let offsets: Range<Int>?

  /// Whether the template added it.
  var isSpecial: Bool { offsets == nil }
}
