import ArgumentParser

/// Whether tokens that are only punctuation are listed.
enum PunctuationFlag: String, EnumerableFlag {
  case punctuation, noPunctuation
}
