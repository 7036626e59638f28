import ArgumentParser

/// By what the tokens of a slice are ranked.
enum TokenOrder: String, CaseIterable, ExpressibleByArgument {
  case mean, total, count
}
