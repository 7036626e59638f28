import Foundation
import Testing

@testable import Store

struct FormatCharacterTests {
  private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

  @Test(
    "what nobody sees is no part of a word's name",
    arguments: ["\u{AD}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{2060}", "\u{2066}", "\u{61C}", "\u{FEFF}", "\u{E0041}"])
  func formats(format: String) {
    for text in ["aw\(format)ful", "awful\(format)", "\(format)awful", "aw\(format)\(format)ful"] {
      #expect(scalars(Word.name(spelled: text)) == scalars("awful"))
    }
  }

  @Test(
    "joiners between letters or symbols stay, and so do marks",
    arguments: [
      "می\u{200C}خواهم", "क\u{94D}\u{200D}ष", "\u{1F469}\u{200D}\u{1F467}", "\u{2764}\u{FE0F}\u{200D}\u{1F525}", "नहीं", "\u{2764}\u{FE0F}",
      "葛\u{E0100}",
    ])
  func joiners(text: String) { #expect(scalars(Word.name(spelled: text)) == scalars(text)) }

  @Test func `a joiner at an end, or before a mark, is removed`() {
    #expect(scalars(Word.name(spelled: "نمی\u{200C}")) == scalars("نمی"))
    #expect(scalars(Word.name(spelled: "a\u{200D}\u{301}")) == scalars("á".precomposedStringWithCanonicalMapping))
  }

  @Test func `a word of format characters alone keeps its name`() {
    #expect(scalars(Word.name(spelled: "\u{200B}")) == scalars("\u{200B}"))
  }
}
