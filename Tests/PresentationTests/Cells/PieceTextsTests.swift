import Store
import Testing

@testable import Presentation

/// Pieces are shown as a person reads them, whatever marks their tokenizer has.
struct PieceTextsTests {
  private func piece(_ name: String, begins: Bool, _ surface: String) -> VocabularyPiece {
    VocabularyPiece(name: name, continuesWord: !begins, surface: surface == name ? nil : surface)
  }

  private func texts(_ pieces: VocabularyPiece...) -> [String] {
    let texts = PieceTexts(pieces)
    return pieces.map { texts.text(of: $0.name) }
  }

  @Test("a mark says which pieces begin a word, the same for every kind of tokenizer; names in brackets stay")
  func kinds() {
    #expect(
      texts(piece("film", begins: true, "film"), piece("##ing", begins: false, "ing"), piece("[UNK]", begins: true, "[UNK]"))
        == ["▁film", "ing", "[UNK]"])
    #expect(
      texts(piece("Ġfilm", begins: true, "film"), piece("film", begins: false, "film"), piece("Ã©", begins: false, "é"))
        == ["▁film", "film", "é"])
    #expect(
      texts(piece("▁film", begins: true, "film"), piece("s", begins: false, "s"), piece("</s>", begins: false, "</s>"))
        == ["▁film", "s", "</s>"])
  }

  @Test("white space and control characters have pictures")
  func blanks() {
    #expect(
      texts(
        piece("▁", begins: true, ""), piece("ĠĠ", begins: true, " "), piece("Ċ", begins: false, "\n"), piece("Âł", begins: false, "\u{A0}"))
        == ["▁", "▁␣", "␊", "<U+00A0>"])
  }

  @Test("no two pieces of a listing look alike")
  func alike() {
    // Parts of characters; a mark that is text; two spellings of é; a soft hyphen.
    #expect(texts(piece("âĢ", begins: false, "\u{FFFD}"), piece("Ã", begins: false, "\u{FFFD}")) == ["\u{FFFD} (âĢ)", "\u{FFFD} (Ã)"])
    #expect(texts(piece("Ġa", begins: true, "a"), piece("âĸģa", begins: false, "▁a")) == ["▁a (Ġa)", "▁a (âĸģa)"])
    let accents = texts(piece("\u{E9}", begins: false, "\u{E9}"), piece("e\u{301}", begins: false, "e\u{301}"))
    #expect(accents == ["\u{E9} (U+00E9)", "e\u{301} (U+0065 U+0301)"])
    #expect(Set(texts(piece("coop", begins: false, "coop"), piece("co\u{AD}op", begins: false, "co\u{AD}op"))).count == 2)
    #expect(texts(piece("film", begins: false, "film"), piece("Ġfilm", begins: true, "film")) == ["film", "▁film"])
  }
}
