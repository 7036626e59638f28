import ArgumentParser
import Store

/// By what the tokens of a slice are ranked.
enum TokenOrder: String, CaseIterable, ExpressibleByArgument {
  case mean, total, count, contrast

  /// The store's name for it.
  var order: TokenTotals.Order {
    switch self {
    case .mean: .mean
    case .total: .total
    case .count: .count
    case .contrast: .contrast
    }
  }
}
