package import Store
import Support

/// The pieces of a vocabulary as a person reads them: "▁film" begins a word, "ing" continues one, whatever marks the tokenizer has ("film" and
/// "##ing", "Ġfilm" and "ing", "▁film" and "ing").
///
/// No two pieces of one listing look alike: where they would, the name in the vocabulary follows. A name in brackets, such as [UNK] or <s>,
/// stays as it is. In white space and control characters, which are not seen, each character has a picture.
package struct PieceTexts {
  /// The mark of a piece that begins a word: sentencepiece's, U+2581, which no text has by chance.
  package static let mark = "▁"
  /// The meaning of the mark, as the end of a caption.
  package static let note = "; \(mark) begins a word"

  private var texts: [ExactString: String] = [:]
  private var words: [ExactString: String] = [:]

  /// Reads the pieces of one listing; a piece may be given several times.
  package init(_ pieces: some Sequence<VocabularyPiece>) {
    for piece in pieces where texts[ExactString(piece.name)] == nil {
      texts[ExactString(piece.name)] = Self.text(of: piece)
      words[ExactString(piece.name)] = TokenSpelling(piece).word
    }
    for rename in [Self.withName, Self.withCodes] {
      let alike = Dictionary(grouping: texts) { FormatCharacters.removed(from: CanonicalForm.of($0.value)) }
      for group in alike.values where group.count > 1 {
        for (name, text) in group { texts[name] = rename(text, name.string) }
      }
    }
  }

  /// The pieces with these names in a store.
  /// - Throws: `StoreError` where the file cannot be read, or a name is damaged.
  package init(named names: [String], in store: AttributionStore) throws { self.init(try store.pieces(named: names)) }

  /// The text of the piece with a name; the name itself where the listing has no such piece.
  package func text(of name: String) -> String { texts[ExactString(name)] ?? name }

  /// The word that the piece with a name is by itself; the name where the listing has no such piece.
  func word(of name: String) -> String { words[ExactString(name)] ?? name }

  /// The text of one piece by itself.
  package static func text(of piece: VocabularyPiece) -> String {
    if PieceTraits.isInBrackets(piece.name) { return piece.name }
    let surface = piece.surface ?? piece.name
    let text = (piece.continuesWord ? "" : mark) + (surface.allSatisfy(\.isWhitespace) ? pictured(surface) : surface)
    // A part of a character: all such parts look alike.
    return surface.unicodeScalars.contains("\u{FFFD}") ? withName(text, piece.name) : text
  }

  /// White space with a picture in place of each character.
  private static func pictured(_ blank: String) -> String {
    blank.unicodeScalars.map { scalar in
      switch scalar {
      case " ": "␣"
      case _ where scalar.isTerminalCommand: TerminalText.harmless(String(scalar))
      default: "<U+" + Hexadecimal.text(scalar.value, width: 4, uppercase: true) + ">"
      }
    }.joined()
  }

  private static func withName(_ text: String, _ name: String) -> String { text == name ? text : "\(text) (\(name))" }

  private static func withCodes(_ text: String, _ name: String) -> String {
    let codes = name.unicodeScalars.map { "U+" + Hexadecimal.text($0.value, width: 4, uppercase: true) }
    return "\(text) (\(codes.joined(separator: " ")))"
  }
}
