import Support

/// A condition on the value of a kept column.
public struct KeptCondition: Sendable, Equatable {
  /// The relation between the column's value and a wanted value.
  public enum Comparison: String, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// Whether the relation is an order.
    public var isOfOrder: Bool { self != .equal && self != .notEqual }
  }

  /// One of `StoreSettings.Columns.keep`.
  public var column: String
  /// The relation.
  public var comparison: Comparison
  /// The wanted values: exactly one for an order; an example matches `equal` if its value equals any of them, and `notEqual` if its value
  /// equals none.
  ///
  /// Two numbers are compared as numbers, whether the corpus has them as numbers or as texts; other values are compared by their bytes. The
  /// value of an example without a value equals the empty text, and is neither less nor greater than anything.
  public var values: [String]

  /// Whether a value is compared as a number: a number in JSON's syntax, or one with a point without a digit before or behind it.
  public static func isNumber(_ value: String) -> Bool { DecimalNumber(value) != nil }

  /// Creates a condition.
  public init(column: String, _ comparison: Comparison = .equal, values: [String]) {
    self.column = column
    self.comparison = comparison
    self.values = values
  }

  /// The condition that a column has this value; an empty value also matches examples without a value.
  public init(column: String, value: String) {
    self.init(column: column, values: [value])
  }
}
