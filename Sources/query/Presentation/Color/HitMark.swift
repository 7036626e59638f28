/// How the place that was searched for is marked in a text: reversed, which is seen on any background, or in brackets without colours.
struct HitMark {
  let depth: ColorDepth
  /// What takes the place of square brackets in a text that has some of its own.
  private let substitute: Brackets

  /// The mark for texts; those that have square brackets of their own get others.
  init(depth: ColorDepth, texts: [String] = []) {
    self.depth = depth
    substitute = depth == .none ? Brackets.free(in: texts.filter(Brackets.square.occur)) : .square
  }

  /// The cells that the mark itself takes.
  var width: Int { depth == .none ? 2 : 0 }

  /// What a reader has to know; nil where square brackets are all there is.
  var note: String? { substitute == .square ? nil : "marked \(substitute.around("")) where the text has [] of its own" }

  /// A stretch of a text, marked.
  func marked(_ stretch: String, of text: String) -> String {
    guard depth == .none else { return "\u{1B}[1;7m\(stretch)\u{1B}[0m" }
    return (Brackets.square.occur(in: text) ? substitute : .square).around(stretch)
  }
}
