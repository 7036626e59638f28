import ArgumentParser

/// What an export holds.
enum ExportKind: String, CaseIterable, ExpressibleByArgument {
  case tokens, examples, labels, matrices
}
