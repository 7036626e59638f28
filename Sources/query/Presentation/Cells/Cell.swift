import Store
import Support

/// A value of a row, independent of the output format.
package enum Cell: Equatable {
  case text(String)
  case integer(Int)
  case single(Float)
  case double(Double)
  case flag(Bool)
  /// A number, list, object, true or false, as JSON text.
  case json(String)
  case null

  /// The text, or null.
  init(_ text: String?) { self = text.map(Cell.text) ?? .null }

  /// The value of a kept column, or null.
  init(_ value: KeptValue?) {
    switch value {
    case .text(let text): self = .text(text)
    case .json(let json): self = .json(json)
    case nil: self = .null
    }
  }

  /// The integer, or null.
  init(_ integer: Int?) { self = integer.map(Cell.integer) ?? .null }

  /// The number, or null.
  init(_ number: Double?) { self = number.map(Cell.double) ?? .null }

  /// Whether a table aligns the value to the right.
  var isNumber: Bool {
    switch self {
    case .integer, .single, .double: true
    case .json(let text): text.utf8.first.map { $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    case .text, .flag, .null: false
    }
  }

  /// The value for programs, without quotes; empty for null, NaN and infinities.
  package var plainText: String {
    switch self {
    case .text(let text), .json(let text): text
    case .integer, .single, .double: exactNumber ?? ""
    case .flag(let flag): flag ? "true" : "false"
    case .null: ""
    }
  }

  /// The number in the fewest digits that read back as the same value; nil for other values.
  ///
  /// Infinities and NaN have no such text, and give nil.
  var exactNumber: String? {
    switch self {
    case .integer(let value): String(value)
    case .single(let value): JSONText.number(value)
    case .double(let value): JSONText.number(value)
    case .text, .flag, .null, .json: nil
    }
  }
}
