import ArgumentParser
import Store

/// By what the tokens of a slice are ranked.
enum TokenOrder: String, CaseIterable, ExpressibleByArgument {
  case mean, total, count, contrast
  case errorRate = "error-rate"

  /// The store's name for it; nil for the rate of errors, which is another question.
  var order: TokenTotals.Order? {
    switch self {
    case .mean: .mean
    case .total: .total
    case .count: .count
    case .contrast: .contrast
    case .errorRate: nil
    }
  }
}
