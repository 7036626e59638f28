import ArgumentParser

/// What the rows of a comparison are.
enum ComparisonKind: String, CaseIterable, ExpressibleByArgument {
  case examples, tokens, changes
}
