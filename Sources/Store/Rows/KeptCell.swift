/// The kept columns of an example. The table stores them as a JSON object; the checksum covers their values.
struct KeptCell: Sendable {
  /// The JSON object; nil without kept columns, or before it is encoded.
  var text: String?
  /// The values, in the order of the settings.
  var values: [KeptValue?] = []
}

extension KeptCell: ColumnValue {
  func bind(to statement: DirectStatement, _ index: Int32) { text.bind(to: statement, index) }
  static func read(_ statement: DirectStatement, _ column: Int32) -> KeptCell { KeptCell(text: .read(statement, column)) }

  /// Adds the number of values and then each value: a text as in stores of version 1, JSON after a length that no text has.
  func add(to checksum: inout Checksum) {
    checksum.add(values.count)
    for value in values {
      if case .json = value { checksum.add(-2) }
      checksum.add(value?.string)
    }
  }
}
