import Engine
import Store
import Synchronization

/// The pieces of a tokenizer's vocabulary, as the store has them. Each is made when it is first asked for, once for all tokens of a run.
final class VocabularyPieces: Sendable {
  private let tokenizer: any Tokenizer
  private let made: Mutex<[VocabularyPiece?]>

  init(of tokenizer: any Tokenizer) {
    self.tokenizer = tokenizer
    made = Mutex(Array(repeating: nil, count: tokenizer.pieces.count))
  }

  /// The pieces with these ids.
  func pieces(_ ids: [Int32]) -> [VocabularyPiece] {
    made.withLock { made in
      ids.map { id in
        if let piece = made[Int(id)] { return piece }
        let piece = VocabularyPiece(id, of: tokenizer)
        made[Int(id)] = piece
        return piece
      }
    }
  }
}

extension VocabularyPiece {
  /// The piece of an id in a tokenizer's vocabulary.
  init(_ id: Int32, of tokenizer: any Tokenizer) {
    let piece = tokenizer.pieces[Int(id)]
    let spelling = tokenizer.spelling(ofPiece: Int(id))
    let isSpelledAsItIs = spelling.surface.utf8.elementsEqual(piece.utf8)
    self.init(name: piece, continuesWord: spelling.continuesWord, surface: isSpelledAsItIs ? nil : spelling.surface)
  }
}
