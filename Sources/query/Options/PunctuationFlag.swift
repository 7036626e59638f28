import ArgumentParser

/// Whether tokens of punctuation alone are listed.
enum PunctuationFlag: String, EnumerableFlag {
  case punctuation, noPunctuation
}
