import Engine

/// The ways to take tokens out of a text before the model is asked again.
enum TokenMasking: String, CaseIterable, Sendable {
  /// The mask token stands in their place.
  case mask
  /// The text is shorter.
  case delete

  /// The encoding without what stood at these positions.
  /// - Precondition: For `mask`, `maskID` is not nil.
  func apply(to encoding: Encoding, at positions: [Int], maskID: Int32?) -> Encoding {
    switch self {
    case .delete: return encoding.removing(positions)
    case .mask:
      guard let maskID else { preconditionFailure("no mask token") }
      return encoding.replacing(positions, with: maskID)
    }
  }

  /// How many of `count` tokens are masked at step `tenths` of a curve: `tenths * count / 10`, half to even.
  static func masked(atTenths tenths: Int, of count: Int) -> Int {
    Int((Double(tenths * count) / 10).rounded(.toNearestOrEven))
  }

  /// The shares of tokens for comprehensiveness and sufficiency, in percent (DeYoung et al., ACL 2020, <https://aclanthology.org/2020.acl-main.408>).
  static let percents = [1, 5, 10, 20, 50]

  /// How many of `count` tokens are a share in percent, rounded up, so that it is at least one.
  static func tokens(percent: Int, of count: Int) -> Int { (percent * count + 99) / 100 }
}
