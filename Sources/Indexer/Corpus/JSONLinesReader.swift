/// A reader of one JSON object on each line; it skips blank lines.
struct JSONLinesReader: CorpusReader {
  let notices: [String] = []
  /// Makes rows of the objects.
  var rows: JSONRows

  private let bytes: ByteReader
  private let origin: FileOrigin
  private var row: Int
  private var lineNumber = 0
  private var line: [UInt8] = []

  /// Creates a reader that begins at the reader's position.
  init(_ bytes: ByteReader, rows: JSONRows, origin: FileOrigin = FileOrigin()) {
    self.bytes = bytes
    self.rows = rows
    self.origin = origin
    row = origin.rowsBefore
  }

  var presentColumns: Set<String> { rows.presentColumns }

  mutating func next() throws -> CorpusItem? {
    while true {
      let start = bytes.offset
      var isTooLong = false
      guard try bytes.readLine(into: &line, isTooLong: &isTooLong) else { return nil }
      lineNumber += 1
      if !isTooLong, line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      row += 1
      let place = RowPlace(file: origin.file, row: row, line: lineNumber, byteCount: bytes.offset - start)
      do {
        if isTooLong { throw JSONObjectScanner.Problem(reason: "longer than \(longestRecord >> 20) MB") }
        return .row(try rows.row(line, at: place))
      } catch let problem as JSONObjectScanner.Problem {
        return .bad(BadRow(place: place, reason: problem.reason))
      }
    }
  }
}
