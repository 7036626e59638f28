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
  /// The words by number.
  private(set) var words: [ExactString] = []
  /// How many words stand at the beginning of `words` in rising order.
  private var rising = 0
  /// The numbers of the other words.
  private var numbers: [ExactString: Int64] = [:]
  private var specials: [Int64: Int64] = [:]

  init(_ units: TokenTotals.Units, in database: Database) throws {
    self.units = units
    pieces = try PieceNames(database)
  }

  /// The names of words that have their numbers already. The numbers of words cannot be asked for.
  convenience init(_ units: TokenTotals.Units, in database: Database, words: [ExactString]) throws {
    try self.init(units, in: database)
    self.words = words
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
    let place = firstPlace(notBefore: word)
    return place < rising && words[place] == word ? Int64(place) : add(word)
  }

  /// The place, among the words in rising order, of the first one that does not come before `word`.
  private func firstPlace(notBefore word: ExactString) -> Int {
    var (low, high) = (0, rising)
    while low < high {
      let middle = (low + high) / 2
      if words[middle] < word { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The number of a word of a list in rising order. Several lists of nearly the same words are merged, which takes a fraction of the time
  /// of looking up each word.
  /// - Parameters:
  ///   - word: The word.
  ///   - place: 0 for the first word of a list; updated for the next one.
  /// - Returns: The number, as without a list.
  func number(ofWord word: ExactString, from place: inout Int) -> Int64 {
    while place < rising, words[place] < word { place += 1 }
    if place < rising, words[place] == word { return Int64(place) }
    // The index of a damaged store may be in any order.
    guard place == 0 || words[place - 1] < word else {
      // Another list begins, that of the next store; the index of a damaged store may be in any order.
      place = firstPlace(notBefore: word)
      return number(ofWord: word)
    }
    return numbers[word] ?? add(word)
  }

  /// Adds a word without a number.
  private func add(_ word: ExactString) -> Int64 {
    let number = Int64(words.count)
    if rising == words.count, words.last.map({ $0 < word }) ?? true { rising += 1 } else { numbers[word] = number }
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
