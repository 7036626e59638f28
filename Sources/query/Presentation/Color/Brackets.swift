/// The characters around marked parts of a text, where there are no colours.
struct Brackets: Equatable {
  let opening: String
  let closing: String

  /// The brackets for texts without square brackets of their own.
  static let square = Brackets(opening: "[", closing: "]")
  /// The brackets for other texts: the first pair that the text does not contain.
  private static let others = [
    Brackets(opening: "{", closing: "}"), Brackets(opening: "«", closing: "»"), Brackets(opening: "⟦", closing: "⟧"),
    Brackets(opening: "⟪", closing: "⟫"),
  ]

  /// Square brackets unless one of the texts contains some; then the first pair that none of them contains.
  static func free(in texts: [String]) -> Brackets {
    let pairs = [square] + others
    return pairs.first { pair in !texts.contains(where: pair.occur) } ?? pairs[pairs.count - 1]
  }

  /// Whether a text contains either bracket.
  func occur(in text: String) -> Bool {
    let own = [opening, closing].flatMap(\.unicodeScalars)
    return text.unicodeScalars.contains(where: own.contains)
  }

  /// A text with `count` brackets on each side.
  func around(_ text: String, count: Int = 1) -> String {
    String(repeating: opening, count: count) + text + String(repeating: closing, count: count)
  }
}
