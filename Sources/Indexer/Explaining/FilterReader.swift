import Store
import Support

/// Reads rows of JSON from a pipe as they come, each with all of its fields. Nothing is read ahead to inspect it: the first row has its answer
/// before the second one is there.
struct FilterReader {
  /// A line that is not blank.
  struct Item {
    /// Number of the row, from 1.
    var number: Int
    /// The row, or the reason why it is none.
    var row: Result<CorpusRow, JSONObjectScanner.Problem>
    /// The row's own fields, by the names that they have in the answer.
    var own: [JSONOutput.Member]
  }

  private let bytes: ByteReader
  private let selection: ColumnSelection
  /// Receives guesses about the columns, one sentence each.
  private let onNotice: (String) -> Void
  /// Nil before the first object, whose names tell how columns are spelled.
  private var rows: JSONRows?
  private var number = 0
  private var lineNumber = 0
  private var line: [UInt8] = []

  init(_ bytes: ByteReader, selection: ColumnSelection, onNotice: @escaping (String) -> Void) {
    (self.bytes, self.selection, self.onNotice) = (bytes, selection, onNotice)
  }

  /// The next row; nil at the end.
  /// - Throws: `IndexerError` where the input cannot be read, or a column is ambiguous; `ReadingInterrupted`.
  mutating func next() throws -> Item? {
    while true {
      let start = bytes.offset
      var isTooLong = false
      guard try bytes.readLine(into: &line, isTooLong: &isTooLong) else { return nil }
      lineNumber += 1
      if !isTooLong, line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      number += 1
      let place = RowPlace(row: number, line: lineNumber, byteCount: bytes.offset - start)
      guard !isTooLong else {
        return Item(number: number, row: .failure(JSONObjectScanner.Problem(reason: "longer than \(longestRecord >> 20) MB")), own: [])
      }
      let fields = OwnFields(line)
      do {
        return Item(number: number, row: .success(try row(at: place, fields)), own: fields?.members(beside: selection.columns) ?? [])
      } catch let problem as JSONObjectScanner.Problem {
        return Item(number: number, row: .failure(problem), own: fields?.members(beside: selection.columns) ?? [])
      }
    }
  }

  /// Converts the line into a row. The first object decides how the columns are spelled.
  private mutating func row(at place: RowPlace, _ fields: OwnFields?) throws -> CorpusRow {
    if rows == nil, let fields {
      let names = try ColumnNames(selection, among: fields.names, corpus: ByteReader.standardInput, isHeader: false)
      for notice in names.notices { onNotice(notice) }
      rows = JSONRows(selection, spellings: names.found.filter { $0.key != $0.value })
    }
    guard var rows else {
      // No object, which gives the sentence why.
      var none = JSONRows(selection)
      return try none.row(line, at: place)
    }
    defer { self.rows = rows }
    return try rows.row(line, at: place)
  }
}
