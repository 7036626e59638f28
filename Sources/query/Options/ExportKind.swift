import ArgumentParser

/// What an export holds.
enum ExportKind: String, CaseIterable, ExpressibleByArgument {
  case tokens, words, examples, labels, matrices
}
