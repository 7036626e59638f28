package import Support

extension JSONOutput {
  /// The value of a cell. Numbers have the fewest digits that read back as the same value.
  package static func cell(_ cell: Cell) -> JSONOutput {
    switch cell {
    case .text(let string): .text(string)
    case .json(let json): .document(json)
    case .integer(let value): .integer(value)
    case .single(let value): .single(value)
    case .double(let value): .double(value)
    case .flag(let flag): .flag(flag)
    case .null: .null
    }
  }
}
