/// Reads the objects of JSON arrays, or a sequence of objects, whatever their line breaks.
struct JSONElementsReader: CorpusReader {
  let notices: [String] = []
  /// Converts objects into rows.
  var rows: JSONRows

  private let bytes: ByteReader
  private let origin: FileOrigin
  private let isArray: Bool
  private var scanner: JSONElementScanner
  private var row: Int
  private var isDone = false

  /// Starts at the position of `bytes`.
  init(_ bytes: ByteReader, isArray: Bool, rows: JSONRows, origin: FileOrigin = FileOrigin()) {
    self.bytes = bytes
    self.isArray = isArray
    self.rows = rows
    self.origin = origin
    scanner = JSONElementScanner(bytes, isArray: isArray)
    row = origin.rowsBefore
  }

  var presentColumns: Set<String> { rows.presentColumns }

  mutating func next() throws -> CorpusItem? {
    guard !isDone else { return nil }
    let start = bytes.offset
    guard try scanner.advance() else {
      isDone = true
      guard scanner.isOpen else { return nil }
      row += 1
      return .bad(BadRow(place: place(from: start), reason: "the array is not closed: the end of the file is missing"))
    }
    row += 1
    let place = place(from: start)
    do {
      switch scanner.problem {
      case .tooLong: throw JSONObjectScanner.Problem(reason: "longer than \(longestRecord >> 20) MB")
      case .cutOff:
        isDone = true
        throw JSONObjectScanner.Problem(reason: "not JSON: the file ends inside the element that begins here")
      case .outside: throw JSONObjectScanner.Problem(reason: "stands behind the end of the array")
      case nil: return .row(try rows.row(scanner.element, unit: "element", at: place))
      }
    } catch let problem as JSONObjectScanner.Problem {
      return .bad(BadRow(place: place, reason: problem.reason))
    }
  }

  private func place(from start: Int) -> RowPlace {
    RowPlace(file: origin.file, row: row, line: scanner.line, byteCount: bytes.offset - start)
  }
}
