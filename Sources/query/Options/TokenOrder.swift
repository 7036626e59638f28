import ArgumentParser
import Store

/// The number by which the tokens of a slice are ranked.
enum TokenOrder: String, CaseIterable, ExpressibleByArgument {
  case mean, total, count, contrast
  case errorRate = "error-rate"

  /// The store's value for the order; nil for the error rate, which is another query.
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
