import ArgumentParser

/// What the rows of an export are.
enum ExportKind: String, CaseIterable, ExpressibleByArgument {
  case tokens, examples, labels
}
