/// One value of a row, before it is known in which format it will be written.
enum Cell: Equatable {
  case text(String)
  case integer(Int)
  case single(Float)
  case double(Double)
  case flag(Bool)
  case null

  /// The text, or null.
  init(_ text: String?) { self = text.map(Cell.text) ?? .null }

  /// The integer, or null.
  init(_ integer: Int?) { self = integer.map(Cell.integer) ?? .null }

  /// The number, or null.
  init(_ number: Double?) { self = number.map(Cell.double) ?? .null }

  /// Whether a table puts it at the right edge of its column.
  var isNumber: Bool {
    switch self {
    case .integer, .single, .double: true
    case .text, .flag, .null: false
    }
  }

  /// The number in the fewest digits that read back as the same value, nil for what is not a number.
  ///
  /// Infinities and NaN have no such text: they give nil.
  var exactNumber: String? {
    switch self {
    case .integer(let value): String(value)
    case .single(let value): value.isFinite ? value.description : nil
    case .double(let value): value.isFinite ? value.description : nil
    case .text, .flag, .null: nil
    }
  }
}
