import Store

/// An opened corpus: a file, a pipe, or several files read one after the other as if they were one.
struct Corpus {
  /// As messages name it.
  let name: String
  /// Size in bytes; nil where it is not known.
  let size: Int?
  /// What the first rows are like, whatever part of them is going to be read.
  let peek: CorpusPeek

  private let source: CorpusSource
  /// The file that is being read.
  private var bytes: ByteReader
  private var reader: any CorpusReader
  private var file = 0
  private var lastRow = 0
  private var presentBefore: Set<String> = []

  /// Opens a corpus, reads the headers of all files that have one, and looks at the first rows.
  /// - Parameters:
  ///   - paths: Files, folders, or "-".
  ///   - layout: What the command line says about the files.
  ///   - selection: The columns in use.
  ///   - isInterrupted: Asked a few times a second while waiting for input that is not there yet.
  /// - Throws: `IndexerError` where it cannot be read or a header lacks a column that is needed.
  init(
    paths: [String], layout: CorpusLayout, selection: ColumnSelection, isInterrupted: @escaping () -> Bool = { false }
  ) throws {
    let files = try CorpusFiles.files(paths, layout: layout)
    var source = CorpusSource(files: files, layout: layout, selection: selection, isInterrupted: isInterrupted)
    let first = try source.open(0)
    if !files[0].isRegular {
      // A header alone tells nothing of labels, and no row is held back by waiting for the first one.
      let lines = [.csv, .tsv].contains(files[0].format) ? 2 : 1
      try first.prefetch(seconds: CorpusPeek.pipeSeconds, most: CorpusPeek.mostPipeBytes, lines: lines)
    }
    var peek = try source.peek(first)
    if try source.adoptSpellings(&peek) {
      let notices = peek.notices
      peek = try source.peek(first)
      peek.notices = notices
    }
    peek.notices += CorpusFiles.notices(paths)
    name = files.count == 1 && paths == [files[0].path] ? first.name : CorpusFiles.name(of: paths)
    try source.refuseMissingColumns(peek, corpus: name)
    self.peek = peek
    self.source = source
    bytes = first
    reader = try source.reader(first, file: 0, rowsBefore: 0)
    size = files.reduce(0) { total, file in file.size.flatMap { size in total.map { $0 + size } } }
  }

  /// Opens a corpus of one file.
  init(path: String, format: CorpusFormat, selection: ColumnSelection, isInterrupted: @escaping () -> Bool = { false }) throws {
    try self.init(paths: [path], layout: CorpusLayout(format: format), selection: selection, isInterrupted: isInterrupted)
  }

  /// Columns that were asked for by name and that no record so far had.
  var absentColumns: [String] {
    guard lastRow > 0, source.files.contains(where: \.format.hasColumns) else { return [] }
    let present = presentBefore.union(reader.presentColumns)
    return source.selection.wanted.filter { $0.isRequired && !present.contains($0.name) }.map(\.name)
  }

  /// A sentence for each column that was asked for by name and that no record had; for the end, where the first rows could not tell.
  var absences: [String] {
    let isJSON = source.files.allSatisfy { $0.format == .json || $0.format == .jsonl }
    if lastRow > 0, isJSON, peek.objects == 0, reader.presentColumns.isEmpty, presentBefore.isEmpty {
      return ["no row of '\(name)' is a JSON object: where it is CSV or of another format, add --format"]
    }
    return absentColumns.map { column in
      let missing = MissingColumn(column, of: source.selection, others: peek.columnNames, used: peek.presentColumns)
      return "no row of '\(name)' has a column '\(column)'" + (missing.others.isEmpty ? "" : "; there are \(missing.list)\(missing.advice)")
    }
  }

  /// The column of the gold labels.
  var labelColumn: String { source.selection.columns.label }

  /// Whether it is certain, or as good as that, that there is no column of gold labels.
  var lacksLabelColumn: Bool {
    !peek.presentColumns.contains(labelColumn) && (peek.isTelling || !source.files.contains { $0.format == .json || $0.format == .jsonl })
  }

  /// The paths of its files, as messages about a row name them.
  var fileNames: [String] { source.files.map(\.path) }

  /// Reads on.
  /// - Parameter whileWaiting: Called a few times a second while a pipe has nothing to read.
  /// - Returns: The next item; nil at the end.
  /// - Throws: `IndexerError`, `ReadingInterrupted`, what `whileWaiting` throws.
  mutating func next(whileWaiting: @escaping () throws -> Void) throws -> CorpusItem? {
    bytes.whileWaiting = whileWaiting
    defer { bytes.whileWaiting = {} }
    return try next()
  }

  /// The next record, or nil at the end.
  /// - Throws: `IndexerError` where the corpus cannot be read on, `ReadingInterrupted` where the run is to stop.
  mutating func next() throws -> CorpusItem? {
    while true {
      if let item = try reader.next() {
        lastRow = item.place.row
        return item
      }
      guard file + 1 < source.files.count else { return nil }
      presentBefore.formUnion(reader.presentColumns)
      file += 1
      let next = try source.open(file)
      swap(&next.whileWaiting, &bytes.whileWaiting)
      bytes = next
      reader = try source.reader(next, file: file, rowsBefore: lastRow)
    }
  }
}
