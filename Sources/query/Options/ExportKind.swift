import ArgumentParser

/// The contents of an export.
enum ExportKind: String, CaseIterable, ExpressibleByArgument {
  case tokens, words, examples, labels, matrices
}
