/// A reader of one text on each line; a blank line is an empty text. The id is the row number.
struct PlainTextReader: CorpusReader {
  let presentColumns: Set<String> = []
  let notices: [String] = []

  private let bytes: ByteReader
  private let keptCount: Int
  private let origin: FileOrigin
  private var lineNumber = 0
  private var line: [UInt8] = []

  /// Creates a reader that begins at the reader's position.
  init(_ bytes: ByteReader, keptCount: Int = 0, origin: FileOrigin = FileOrigin()) {
    self.bytes = bytes
    self.origin = origin
    self.keptCount = keptCount
  }

  mutating func next() throws -> CorpusItem? {
    let start = bytes.offset
    var isTooLong = false
    guard try bytes.readLine(into: &line, isTooLong: &isTooLong) else { return nil }
    lineNumber += 1
    let row = origin.rowsBefore + lineNumber
    // A whole file that is one line with carriage returns in it has the line ends of an old Mac.
    if lineNumber == 1, !bytes.isLineEnded, line.contains(UInt8(ascii: "\r")) { throw IndexerError.returnsAlone(corpus: bytes.name) }
    let place = RowPlace(file: origin.file, row: row, line: lineNumber, byteCount: bytes.offset - start)
    if isTooLong { return .bad(BadRow(place: place, reason: "longer than \(longestRecord >> 20) MB")) }
    if line.contains(0) { return .bad(BadRow(place: place, reason: BadRow.nulByte)) }
    guard let text = String(validating: line, as: UTF8.self) else { return .bad(BadRow(place: place, reason: BadRow.notUTF8)) }
    return .row(
      CorpusRow(
        place: place, id: String(row), isNumbered: true, text: text, pair: nil, label: nil, kept: Array(repeating: nil, count: keptCount)))
  }
}
