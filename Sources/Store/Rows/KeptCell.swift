/// The kept columns of an example: the column of the table has a JSON object, checksums the values.
struct KeptCell: Sendable {
  /// The JSON object; nil without columns, or where it is not made yet.
  var text: String?
  /// The values, in the settings' order.
  var values: [KeptValue?] = []
}

extension KeptCell: ColumnValue {
  func bind(to statement: DirectStatement, _ index: Int32) { text.bind(to: statement, index) }
  static func read(_ statement: DirectStatement, _ column: Int32) -> KeptCell { KeptCell(text: .read(statement, column)) }

  /// Their number, then each value, a text as in stores of version 1, JSON behind a length that no text has.
  func add(to checksum: inout Checksum) {
    checksum.add(values.count)
    for value in values {
      if case .json = value { checksum.add(-2) }
      checksum.add(value?.string)
    }
  }
}
