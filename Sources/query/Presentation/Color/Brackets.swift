/// The characters that stand around what is marked in a text where there are no colours.
struct Brackets: Equatable {
  let opening: String
  let closing: String

  /// The brackets of marks, where the text has no square brackets of its own.
  static let square = Brackets(opening: "[", closing: "]")
  /// The brackets of marks in other texts: the first pair that the text does not have.
  private static let others = [
    Brackets(opening: "{", closing: "}"), Brackets(opening: "«", closing: "»"), Brackets(opening: "⟦", closing: "⟧"),
    Brackets(opening: "⟪", closing: "⟫"),
  ]

  /// Square brackets, unless one of the texts has some; then others, which none of the texts has.
  static func free(in texts: [String]) -> Brackets {
    let pairs = [square] + others
    return pairs.first { pair in !texts.contains(where: pair.occur) } ?? pairs[pairs.count - 1]
  }

  /// Whether a text has one of the two.
  func occur(in text: String) -> Bool {
    let own = [opening, closing].flatMap(\.unicodeScalars)
    return text.unicodeScalars.contains(where: own.contains)
  }

  /// A text between so many of them on each side.
  func around(_ text: String, count: Int = 1) -> String {
    String(repeating: opening, count: count) + text + String(repeating: closing, count: count)
  }
}
