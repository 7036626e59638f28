import Engine
import Store

extension VocabularyPiece {
  /// The piece of an id in a tokenizer's vocabulary.
  init(_ id: Int32, of tokenizer: any Tokenizer) {
    let piece = tokenizer.pieces[Int(id)]
    let spelling = tokenizer.spelling(ofPiece: Int(id))
    let isSpelledAsItIs = spelling.surface.utf8.elementsEqual(piece.utf8)
    self.init(name: piece, continuesWord: spelling.continuesWord, surface: isSpelledAsItIs ? nil : spelling.surface)
  }
}
