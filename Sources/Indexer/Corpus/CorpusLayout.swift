/// How the files of a corpus are written, as far as the command line says it. What is nil follows from a file's name and beginning.
struct CorpusLayout: Sendable, Equatable {
  var format: CorpusFormat?
  /// What separates the fields of CSV and TSV, one ASCII character.
  var delimiter: UInt8?
  /// What a quote means in CSV and TSV.
  var quotes: QuoteRule?
}

/// What a quote means at the beginning of a field.
enum QuoteRule: String, Sendable, CaseIterable {
  /// The field goes on to the closing quote, as in RFC 4180.
  case csv
  /// A character like any other, as in the TSV files of GLUE.
  case none
}
