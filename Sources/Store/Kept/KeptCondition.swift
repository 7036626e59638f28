/// What the value of a kept column must be.
public struct KeptCondition: Sendable, Equatable {
  /// How the value compares with the wanted one.
  public enum Comparison: String, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// Whether it asks for an order.
    public var isOfOrder: Bool { self != .equal && self != .notEqual }
  }

  /// One of `StoreSettings.Columns.keep`.
  public var column: String
  /// How values compare.
  public var comparison: Comparison
  /// What the value is compared with: one for a comparison of order; for `equal` any of them will do, for `notEqual` none may.
  ///
  /// Two numbers are compared as numbers, whether the corpus had them as numbers or as texts; else the bytes are compared. An empty one is also
  /// that of an example without a value, which is neither less nor greater than anything.
  public var values: [String]

  /// Whether a value is compared as a number: what JSON calls one, besides a point without a digit before or behind it.
  public static func isNumber(_ value: String) -> Bool { DecimalNumber(value) != nil }

  /// Creates a condition.
  public init(column: String, _ comparison: Comparison = .equal, values: [String]) {
    self.column = column
    self.comparison = comparison
    self.values = values
  }

  /// The condition that a column has this value; an empty one is also that of an example without a value.
  public init(column: String, value: String) {
    self.init(column: column, values: [value])
  }
}
