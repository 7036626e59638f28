import Store

/// Reads one JSON object a line; blank lines are nothing.
struct JSONLinesReader: CorpusReader {
  private let bytes: ByteReader
  private let selection: ColumnSelection
  /// Column -> place among the values of a row.
  private let slots: [String: Int]
  private var isSeen: [Bool]
  private var row = 0
  private var lineNumber = 0
  private var line: [UInt8] = []

  /// Reads from where `bytes` stands.
  init(_ bytes: ByteReader, selection: ColumnSelection) {
    self.bytes = bytes
    self.selection = selection
    var slots: [String: Int] = [:]
    for column in selection.wanted where slots[column.name] == nil { slots[column.name] = slots.count }
    self.slots = slots
    isSeen = Array(repeating: false, count: slots.count)
  }

  var absentColumns: [String] {
    guard row > 0 else { return [] }
    return selection.wanted.filter { column in column.isRequired && slots[column.name].map { !isSeen[$0] } == true }.map(\.name)
  }

  mutating func next() throws -> CorpusItem? {
    while true {
      let start = bytes.offset
      var isTooLong = false
      guard try bytes.readLine(into: &line, isTooLong: &isTooLong) else { return nil }
      lineNumber += 1
      if !isTooLong, line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      row += 1
      let place = RowPlace(row: row, line: lineNumber, byteCount: bytes.offset - start)
      do {
        if isTooLong { throw JSONObjectScanner.Problem(reason: "longer than \(longestRecord >> 20) MB") }
        return .row(try makeRow(at: place))
      } catch let problem as JSONObjectScanner.Problem {
        return .bad(BadRow(place: place, reason: problem.reason))
      }
    }
  }

  private mutating func makeRow(at place: RowPlace) throws -> CorpusRow {
    if line.contains(0) { throw JSONObjectScanner.Problem(reason: BadRow.nulByte) }
    guard String(validating: line, as: UTF8.self) != nil else { throw JSONObjectScanner.Problem(reason: "not valid UTF-8") }
    var scanner = JSONObjectScanner(line)
    let values = try scanner.members(slots: slots, count: slots.count)
    for slot in values.indices where values[slot] != nil { isSeen[slot] = true }
    let columns = selection.columns
    func value(_ name: String) -> JSONValue? { slots[name].flatMap { values[$0] } }

    guard let textValue = value(columns.text) else { throw JSONObjectScanner.Problem(reason: "no column '\(columns.text)'") }
    guard case .string(let text) = textValue else { throw Self.mismatch(columns.text, textValue, expected: "text") }
    return CorpusRow(
      place: place, id: try identifier(value(columns.id)) ?? String(place.row), text: text,
      pair: try columns.textPair.flatMap { try pair(value($0), column: $0) }, label: try label(value(columns.label)),
      kept: columns.keep.map { value($0)?.keptText })
  }

  private func identifier(_ value: JSONValue?) throws -> String? {
    switch value {
    case nil, .null: return nil
    case .string(let text): return text.isEmpty ? nil : text
    case .number(let text) where text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") || $0 == UInt8(ascii: "-") }):
      return text
    case .some(let other): throw Self.mismatch(selection.columns.id, other, expected: "text or an integer")
    }
  }

  private func pair(_ value: JSONValue?, column: String) throws -> String? {
    switch value {
    case nil, .null: return nil
    case .string(let text): return text.isEmpty ? nil : text
    case .some(let other): throw Self.mismatch(column, other, expected: "text")
    }
  }

  private func label(_ value: JSONValue?) throws -> String? {
    switch value {
    case nil, .null: return nil
    case .string(let text): return text.isEmpty ? nil : text
    case .number, .bool: return value?.keptText
    case .some(let other): throw Self.mismatch(selection.columns.label, other, expected: "text or a number")
    }
  }

  private static func mismatch(_ column: String, _ value: JSONValue, expected: String) -> JSONObjectScanner.Problem {
    JSONObjectScanner.Problem(reason: "'\(column)' is \(value.kind), not \(expected)")
  }
}
