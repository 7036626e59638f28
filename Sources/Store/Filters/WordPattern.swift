import GRDB
import Support

/// A word to be found in examples, by its name in totals; canonically equivalent names are equal.
///
/// One thread at a time may use a pattern, within one access to the database.
final class WordPattern {
  private let name: String
  /// The name as a text to be found, regardless of case.
  private let text: TextPattern
  private var reader: TokenColumnsReader

  /// Creates a pattern for the name of a word.
  /// - Throws: Errors of SQLite.
  init(_ name: String, in database: Database) throws {
    self.name = Word.name(spelled: name)
    text = TextPattern(self.name)
    reader = try TokenColumnsReader(database)
  }

  /// The occurrences of the word in a row.
  struct Find {
    /// The highest score of an occurrence, in units of 2^-32.
    let score: Int64
    /// Number of the row's words with a higher score, ties in the order of the text.
    let rank: Int
  }

  /// Whether the word may occur in the tokens of a text, so that they have to be looked at. In a text of ASCII, a word's name is a stretch of
  /// the text, in its case or in lower case; other texts may spell a name in more ways.
  func mayOccur(in text: UnsafeBufferPointer<UInt8>) -> Bool { text.contains { $0 >= 0x80 } || self.text.occurs(in: text) }

  /// Finds the word in a row; nil where it does not occur, or the row is damaged, which reading the row reports.
  func find(in columns: TokenColumns, text: WordText, pair: WordText) -> Find? {
    guard let words = try? reader.words(of: columns, text: text, pair: pair) else { return nil }
    let scores = words.map { columns.total(of: $0.tokens) }
    // Swift's strings are equal where they are canonically equivalent.
    let places = words.indices.filter { words[$0].name.string == name }
    guard let score = places.map({ scores[$0] }).max(), let place = places.first(where: { scores[$0] == score }) else { return nil }
    return Find(score: score, rank: scores.indices.filter { scores[$0] > score || (scores[$0] == score && $0 < place) }.count)
  }
}
