/// The format of the files of a corpus, as far as the command line gives it. Where a value is nil, a file's name and beginning decide.
struct CorpusLayout: Sendable, Equatable {
  var format: CorpusFormat?
  /// The delimiter of CSV and TSV, one ASCII character.
  var delimiter: UInt8?
  /// The meaning of quotes in CSV and TSV.
  var quotes: QuoteRule?
}

/// The meaning of a quote at the beginning of a field.
enum QuoteRule: String, Sendable, CaseIterable {
  /// The field extends to the closing quote, as in RFC 4180.
  case csv
  /// The quote is an ordinary character, as in the TSV files of GLUE.
  case none
}
