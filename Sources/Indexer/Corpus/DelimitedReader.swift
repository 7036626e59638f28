import Store
import Support

/// A reader of CSV and TSV with a header.
struct DelimitedReader: CorpusReader {
  private(set) var presentColumns: Set<String> = []
  /// The columns of the header that are not in use.
  private(set) var otherNames: [String] = []
  var notices: [String] { headerNotices + enclosed.notices(corpus: bytes.name) }

  private var headerNotices: [String] = []
  private var enclosed = EnclosedTexts()
  private let bytes: ByteReader
  private let origin: FileOrigin
  private var scanner: DelimitedRecordScanner
  private var row: Int
  private var header: [String] = []
  private var textField = 0
  private var pairField: Int?
  private var labelField: Int?
  private var idField: Int?
  private var keptFields: [Int] = []

  /// Reads the header; an input without any record is an empty corpus.
  /// - Throws: `IndexerError` where the header lacks a required column, or has a column in use twice.
  init(_ bytes: ByteReader, dialect: DelimitedDialect, selection: ColumnSelection, origin: FileOrigin = FileOrigin()) throws {
    self.bytes = bytes
    self.origin = origin
    row = origin.rowsBefore
    if dialect.hasSeparatorLine {
      var (line, isTooLong): ([UInt8], Bool) = ([], false)
      repeat { _ = try bytes.readLine(into: &line, isTooLong: &isTooLong) } while line.isEmpty
    }
    scanner = DelimitedRecordScanner(bytes, dialect: dialect)
    let beginning = bytes.upcoming.first
    guard try scanner.advance() else { return }
    if scanner.hasReturnAlone { throw IndexerError.returnsAlone(corpus: bytes.name) }
    if let problem = scanner.problem {
      throw IndexerError(
        "corpus '\(bytes.name)' has no usable header: \(Self.sentence(problem))\(Self.hint(beginning: beginning))", kind: .incompatible)
    }
    if scanner.fieldBytes.contains(0) {
      throw IndexerError("corpus '\(bytes.name)' has no usable header: it \(BadRow.nulByte)", kind: .incompatible)
    }
    guard let header = scanner.fields() else {
      throw IndexerError(
        "corpus '\(bytes.name)' has no usable header: it is \(BadRow.notUTF8)\(BadRow.conversion(bytes.name))", kind: .incompatible)
    }
    self.header = header
    let names = try ColumnNames(selection, among: header, corpus: bytes.name, isHeader: true)
    if let missing = MissingColumn(selection, others: header, used: Set(names.found.keys)) {
      throw missing.error(corpus: bytes.name, isHeader: true, hint: Self.hint(header, wanted: missing.name, dialect))
    }
    func field(_ column: String) -> Int? { names.found[column].flatMap(header.firstIndex(of:)) }
    let columns = selection.columns
    textField = field(columns.text) ?? 0
    pairField = columns.textPair.flatMap(field)
    labelField = field(columns.label)
    idField = field(columns.id)
    keptFields = columns.keep.compactMap(field)
    presentColumns = Set(names.found.keys)
    otherNames = header.filter { !names.found.values.contains($0) }
    headerNotices = names.notices
    enclosed.isWatching = dialect.quotes == .none && !dialect.areQuotesChosen
  }

  /// A hint where the first byte looks like JSON.
  private static func hint(beginning: UInt8?) -> String {
    switch beginning {
    case UInt8(ascii: "{"): ": if these are objects of JSON, add --format jsonl"
    case UInt8(ascii: "["): ": if these are objects of JSON, add --format json"
    default: ""
    }
  }

  /// A hint where the whole header is one field, or where its names are in quotes.
  private static func hint(_ header: [String], wanted: String, _ dialect: DelimitedDialect) -> String {
    if dialect.quotes == .none, header.contains("\"\(wanted)\"") { return ": add --quotes csv where quotes enclose fields" }
    let json = hint(beginning: header.first?.utf8.first)
    if !json.isEmpty { return json }
    let others = [DelimitedDialect.comma, DelimitedDialect.semicolon, DelimitedDialect.tab, UInt8(ascii: "|"), UInt8(ascii: ":")]
      .filter { $0 != dialect.delimiter }
    let line = Array(header.joined(separator: String(Character(Unicode.Scalar(dialect.delimiter)))).utf8)
    let separates = others.first { line.split(separator: $0).contains { String(decoding: $0, as: UTF8.self) == wanted } }
    let isOne = header.count == 1
    guard let other = separates ?? (isOne ? DelimitedDialect.likely(others, in: line[...]) : nil), line.contains(other) else { return "" }
    return ": if \(DelimitedDialect.name(of: other)) separates its fields, add --delimiter \(DelimitedDialect.name(of: other))"
  }

  mutating func next() throws -> CorpusItem? {
    let start = bytes.offset
    guard try scanner.advance() else { return nil }
    row += 1
    let place = RowPlace(file: origin.file, row: row, line: scanner.line, byteCount: bytes.offset - start)
    if let problem = scanner.problem { return .bad(BadRow(place: place, reason: Self.sentence(problem))) }
    if scanner.fieldBytes.contains(0) { return .bad(BadRow(place: place, reason: BadRow.nulByte)) }
    guard let fields = scanner.fields() else { return .bad(BadRow(place: place, reason: BadRow.notUTF8)) }
    guard fields.count == header.count else {
      return .bad(BadRow(place: place, reason: "\(fields.count) field\(fields.count == 1 ? "" : "s") where the header has \(header.count)"))
    }
    // In a file of one column, the column's name may also be a text.
    if fields.count > 1, fields == header { return .bad(BadRow(place: place, reason: "the header once more, not a text")) }
    enclosed.add(fields[textField])
    // An empty field is a missing value.
    func value(_ field: Int?) -> String? { field.flatMap { fields[$0].isEmpty ? nil : fields[$0] } }
    return .row(
      CorpusRow(
        place: place, id: value(idField) ?? String(row), isNumbered: value(idField) == nil, text: fields[textField], pair: value(pairField),
        label: value(labelField),
        labels: LabelList.read(cell: value(labelField)), kept: keptFields.map { value($0).map(KeptValue.text) }))
  }

  private static func sentence(_ problem: DelimitedRecordScanner.Problem) -> String {
    switch problem {
    case .unterminatedQuote(let line): "the quote that opens on line \(line) is never closed"
    case .textAfterQuote(let opened, let closed) where opened == closed: "text after a closing quote on line \(closed)"
    case .textAfterQuote(let opened, let closed):
      "the quote that opens on line \(opened) is never closed, or has text after its end on line \(closed)"
    case .quoteTooLong(let line): "the quote that opens on line \(line) is not closed within \(longestRecord >> 20) MB"
    case .returnAlone(let line): "a carriage return without a line feed after a closing quote on line \(line)"
    case .tooLong: "longer than \(longestRecord >> 20) MB"
    }
  }
}

extension DelimitedRecordScanner {
  /// The fields of the record as texts; nil where one is not valid UTF-8.
  fileprivate func fields() -> [String]? {
    var fields: [String] = []
    fields.reserveCapacity(ends.count)
    for index in ends.indices {
      guard let text = String(validating: field(index), as: UTF8.self) else { return nil }
      fields.append(text)
    }
    return fields
  }
}
