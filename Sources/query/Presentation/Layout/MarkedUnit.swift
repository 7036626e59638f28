/// A unit of a text that is marked as a whole: a word, a piece, or a token of the template.
struct MarkedUnit: Equatable {
  /// Its name in lists: the word as the text has it, or the piece.
  let name: String
  /// The word, or what the piece contributes to one.
  let spelling: String
  /// The positions of its tokens.
  var tokens: Range<Int>
  /// 0 for the text, 1 for the pair.
  let segment: Int
  /// Offsets in Unicode scalars of the text or pair; nil for a token of the template, and for one that stands for no character of its own,
  /// such as white space that belongs to no word.
  let offsets: Range<Int>?
  /// Whether the template added it.
  var isSpecial = false
}
