import GRDB
import Support

/// A word to be found in examples, by the name that totals have it under; names that are canonically equivalent are the same.
///
/// Used by one thread at a time, within one access to the database.
final class WordPattern {
  private let name: String
  private var reader: TokenColumnsReader

  /// Takes the name of a word.
  /// - Throws: What SQLite reports.
  init(_ name: String, in database: Database) throws {
    self.name = Word.name(spelled: name)
    reader = try TokenColumnsReader(database)
  }

  /// What a row has of the word.
  struct Find {
    /// The highest score of an occurrence, in units of 2^-32.
    let score: Int64
    /// How many words of the row come before it by score, ties in the order of the text.
    let rank: Int
  }

  /// Looks for the word in a row; nil where it is not there, or the row is damaged, which whoever reads it says.
  func find(in columns: TokenColumns, text: WordText, pair: WordText) -> Find? {
    guard let words = try? reader.words(of: columns, text: text, pair: pair) else { return nil }
    let scores = words.map { columns.total(of: $0.tokens) }
    // Swift's strings are equal where they are canonically equivalent.
    let places = words.indices.filter { words[$0].name.string == name }
    guard let score = places.map({ scores[$0] }).max(), let place = places.first(where: { scores[$0] == score }) else { return nil }
    return Find(score: score, rank: scores.indices.filter { scores[$0] > score || (scores[$0] == score && $0 < place) }.count)
  }
}
