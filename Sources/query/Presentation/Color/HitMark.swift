/// The mark of a search hit in a text: reversed colours, which are visible on any background; brackets where there are no colours.
struct HitMark {
  let depth: ColorDepth
  /// The brackets for texts with square brackets of their own.
  private let substitute: Brackets

  /// Creates the mark for texts; texts with square brackets get other brackets.
  init(depth: ColorDepth, texts: [String] = []) {
    self.depth = depth
    substitute = depth == .none ? Brackets.free(in: texts.filter(Brackets.square.occur)) : .square
  }

  /// Columns that the mark itself takes.
  var width: Int { depth == .none ? 2 : 0 }

  /// A note about the brackets; nil where they are square brackets.
  var note: String? { substitute == .square ? nil : "marked \(substitute.around("")) where the text has [] of its own" }

  /// A part of a text, marked.
  func marked(_ stretch: String, of text: String) -> String {
    guard depth == .none else { return "\u{1B}[1;7m\(stretch)\u{1B}[0m" }
    return (Brackets.square.occur(in: text) ? substitute : .square).around(stretch)
  }
}
