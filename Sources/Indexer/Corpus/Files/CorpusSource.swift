import Store
import Support

/// Opens the files of a corpus and creates their readers.
struct CorpusSource {
  /// Number of rows of each further file that are inspected for column names.
  private static let mostRowsForNames = 100

  let files: [CorpusFile]
  let layout: CorpusLayout
  let selection: ColumnSelection
  let isInterrupted: () -> Bool
  /// Column -> its name in JSON objects, where the names differ.
  private(set) var spellings: [String: String] = [:]

  init(files: [CorpusFile], layout: CorpusLayout, selection: ColumnSelection, isInterrupted: @escaping () -> Bool) {
    self.files = files
    self.layout = layout
    self.selection = selection
    self.isInterrupted = isInterrupted
  }

  /// Opens a file.
  /// - Throws: `IndexerError` where the file cannot be read, or has a format that is not supported.
  func open(_ file: Int, chunkSize: Int = 256 << 10) throws -> ByteReader {
    let path = files[file].path
    let bytes = try ByteReader(path: path, chunkSize: chunkSize, isInterrupted: isInterrupted)
    if layout.format == nil, CorpusFormat(path: path) == nil, let foreign = ForeignFormat(path: path) {
      throw IndexerError(foreign.sentence(corpus: path), kind: .incompatible)
    }
    return bytes
  }

  /// Creates the reader of an open file. `collectsNames`: whether it collects the names of JSON members that are no columns in use.
  /// - Throws: `IndexerError` where the header lacks a required column.
  func reader(_ bytes: ByteReader, file: Int, rowsBefore: Int, collectsNames: Bool = false) throws -> any CorpusReader {
    let origin = FileOrigin(file: file, rowsBefore: rowsBefore)
    let format = files[file].format
    switch format {
    case .csv, .tsv:
      let dialect = DelimitedDialect(format, layout: layout, beginning: bytes.upcoming)
      return try DelimitedReader(bytes, dialect: dialect, selection: selection, origin: origin)
    case .txt:
      return PlainTextReader(bytes, keptCount: selection.columns.keep.count, origin: origin)
    case .json, .jsonl:
      var rows = JSONRows(selection, spellings: spellings)
      rows.collectsNames = collectsNames
      switch JSONShape(format, beginning: bytes.upcoming) {
      case .lines: return JSONLinesReader(bytes, rows: rows, origin: origin)
      case .array: return JSONElementsReader(bytes, isArray: true, rows: rows, origin: origin)
      case .sequence: return JSONElementsReader(bytes, isArray: false, rows: rows, origin: origin)
      }
    }
  }

  /// Inspects the first rows, of as many files as necessary, and the headers of all files. Of a pipe, only the bytes that it has sent are
  /// inspected; pipes behind other files are not.
  /// - Parameter first: The first file, open; its position is not changed.
  /// - Returns: The columns, gold labels and notices of the first rows.
  /// - Throws: `IndexerError` where a file cannot be read, or a header lacks a required column.
  func peek(_ first: ByteReader) throws -> CorpusPeek {
    var peek = CorpusPeek()
    peek.hasColumns = files.contains(where: \.format.hasColumns)
    var isWhole = true
    for file in files.indices {
      let isPipe = !files[file].isRegular
      if isPipe {
        // Half a line tells nothing.
        guard file == 0, first.isAtEnd || first.upcoming.contains(UInt8(ascii: "\n")) else {
          isWhole = false
          break
        }
        let endsWithRecord = first.isAtEnd || first.upcoming.last == UInt8(ascii: "\n")
        let isRead = try look(&peek, at: ByteReader(upcomingOf: first), file: file, endsWithRecord: endsWithRecord)
        isWhole = isWhole && isRead && first.isAtEnd
      } else {
        // Of most files of a folder only the header is read.
        let bytes = try open(file, chunkSize: peek.isFull ? 16 << 10 : 256 << 10)
        isWhole = try look(&peek, at: bytes, file: file, endsWithRecord: true) && isWhole
      }
    }
    peek.isWhole = isWhole
    return peek
  }

  /// Inspects rows of a file. `endsWithRecord`: whether the readable part of the file ends with a whole record.
  /// - Returns: Whether the file was read to its end.
  private func look(_ peek: inout CorpusPeek, at bytes: ByteReader, file: Int, endsWithRecord: Bool) throws -> Bool {
    var reader = try reader(bytes, file: file, rowsBefore: peek.rows, collectsNames: true)
    var last: CorpusItem?
    var isAtEnd = false
    // A column that the command line names may occur only in further files.
    if peek.isFull, MissingColumn(selection, others: [], used: peek.presentColumns) != nil {
      for _ in 0..<Self.mostRowsForNames {
        if try reader.next() == nil { break }
      }
    }
    while !peek.isFull {
      guard let item = try reader.next() else {
        if endsWithRecord, let last { peek.add(last) }
        isAtEnd = true
        break
      }
      if let last { peek.add(last) }
      last = item
    }
    peek.presentColumns.formUnion(reader.presentColumns)
    peek.notices += reader.notices
    if let names = (reader as? DelimitedReader)?.otherNames { peek.otherColumns += names.filter { !peek.otherColumns.contains($0) } }
    guard let rows = (reader as? JSONLinesReader)?.rows ?? (reader as? JSONElementsReader)?.rows else { return isAtEnd }
    peek.objects += rows.objects
    peek.python += rows.python
    peek.otherColumns += rows.otherNames.filter { !peek.otherColumns.contains($0) }
    if files[file].format == .json, let misfit = rows.misfit { throw misfit.refusal(corpus: files[file].path) }
    if peek.foreign == nil, let element = rows.element { peek.foreign = (element, file, reader is JSONElementsReader) }
    return isAtEnd
  }

  /// Advice where rows are dictionaries as Python prints them.
  static let pythonAdvice = "write each row with json.dumps(row), not str(row)"

  /// Refuses a corpus without any JSON object, and a selection with a column that none of the first rows has, if enough rows were
  /// inspected: JSON has no header.
  /// - Throws: `IndexerError`, which lists the existing columns.
  func refuseMissingColumns(_ peek: CorpusPeek, corpus: String) throws {
    if let (element, file, isArray) = peek.foreign, peek.objects == 0, !peek.hasReadableRow, peek.isWhole || peek.isFull {
      throw element.refusal(corpus: files[file].path, isArray: isArray)
    }
    if peek.python > 0, peek.objects == 0, !peek.hasReadableRow, peek.isWhole || peek.isFull {
      let isInput = files.count == 1 && files[0].path == "-"
      throw IndexerError(
        "\(isInput ? ByteReader.standardInput : "corpus '\(corpus)'") has no row of JSON, but what Python prints of a dictionary (its repr): "
          + Self.pythonAdvice, kind: .incompatible)
    }
    guard peek.isTelling, let missing = MissingColumn(selection, others: peek.columnNames, used: peek.presentColumns) else { return }
    throw missing.error(corpus: corpus, rows: peek.isWhole ? nil : peek.rows)
  }

  /// Where JSON objects spell a default column differently, adopts their spelling and adds a notice.
  /// - Returns: Whether a spelling was adopted, so that the rows have to be inspected again.
  /// - Throws: `IndexerError` where a column is ambiguous.
  mutating func adoptSpellings(_ peek: inout CorpusPeek) throws -> Bool {
    guard files.allSatisfy({ $0.format == .json || $0.format == .jsonl }) else { return false }
    let names = try ColumnNames(
      selection, among: peek.presentColumns.sorted() + peek.otherColumns, corpus: CorpusFiles.name(of: files.map(\.path)), isHeader: false)
    spellings = names.found.filter { $0.key != $0.value }
    peek.notices += names.notices
    return !spellings.isEmpty
  }
}
