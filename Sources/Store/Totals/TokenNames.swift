import GRDB
import Support

/// The numbers of tokens in one query, within one access to the database: a piece has its vocabulary id, a word a number in the order of
/// its first occurrence.
///
/// Among words, special tokens have the names of their pieces: a word of the text with the same name is the same.
final class TokenNames {
  /// Whether numbers stand for pieces or words.
  let units: TokenTotals.Units

  private let pieces: PieceNames
  private var words: [ExactString] = []
  private var numbers: [ExactString: Int64] = [:]
  private var specials: [Int64: Int64] = [:]

  init(_ units: TokenTotals.Units, in database: Database) throws {
    self.units = units
    pieces = try PieceNames(database)
  }

  /// The name of a token.
  func name(of number: Int64) throws -> ExactString {
    switch units {
    case .pieces: try piece(number)
    case .words: words[Int(number)]
    }
  }

  /// The name of a token, and its spelling without the marks of its tokenizer.
  func spelling(of number: Int64) throws -> TokenSpelling {
    switch units {
    case .pieces: TokenSpelling(try pieces.piece(number))
    case .words: TokenSpelling(word: words[Int(number)].string)
    }
  }

  /// The number of a word.
  func number(ofWord word: ExactString) -> Int64 {
    if let number = numbers[word] { return number }
    let number = Int64(words.count)
    numbers[word] = number
    words.append(word)
    return number
  }

  /// The number of a special token, by its vocabulary id.
  func number(ofSpecial id: Int64) throws -> Int64 {
    guard units == .words else { return id }
    if let number = specials[id] { return number }
    let number = number(ofWord: try piece(id))
    specials[id] = number
    return number
  }

  /// The piece with an id in the vocabulary.
  func piece(_ id: Int64) throws -> ExactString {
    ExactString(try pieces.name(of: id))
  }
}
