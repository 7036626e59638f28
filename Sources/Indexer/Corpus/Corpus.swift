import Store

/// An open corpus: a file, a pipe, or several files that are read one after another.
struct Corpus {
  /// The corpus' name in messages.
  let name: String
  /// Size in bytes; nil where it is unknown.
  let size: Int?
  /// Columns and gold labels of the first rows, even of rows that the run does not index.
  let peek: CorpusPeek

  private let source: CorpusSource
  /// The file that is being read.
  private var bytes: ByteReader
  private var reader: any CorpusReader
  private var file = 0
  private var lastRow = 0
  private var presentBefore: Set<String> = []

  /// Opens a corpus, reads the headers of all files with one, and inspects the first rows.
  /// - Parameters:
  ///   - paths: Files, folders, or "-".
  ///   - layout: The format of the files, as far as the command line gives it.
  ///   - selection: The columns in use.
  ///   - isInterrupted: Asked a few times a second while a pipe has nothing to read.
  /// - Throws: `IndexerError` where the corpus cannot be read, or a header lacks a required column.
  init(
    paths: [String], layout: CorpusLayout, selection: ColumnSelection, isInterrupted: @escaping () -> Bool = { false }
  ) throws {
    let files = try CorpusFiles.files(paths, layout: layout)
    var source = CorpusSource(files: files, layout: layout, selection: selection, isInterrupted: isInterrupted)
    let first = try source.open(0)
    if !files[0].isRegular {
      // A header alone tells nothing about labels, so a pipe with a header is waited for until it has sent two lines. No earlier row is
      // delayed by that.
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

  /// Columns that the command line names and that no record has had so far.
  var absentColumns: [String] {
    guard lastRow > 0, source.files.contains(where: \.format.hasColumns) else { return [] }
    let present = presentBefore.union(reader.presentColumns)
    return source.selection.wanted.filter { $0.isRequired && !present.contains($0.name) }.map(\.name)
  }

  /// A sentence for each column that the command line names and that no record had; for the end of a run, where the first rows could not
  /// decide it.
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

  /// Whether it is certain, or nearly certain, that there is no column of gold labels.
  var lacksLabelColumn: Bool {
    !peek.presentColumns.contains(labelColumn) && (peek.isTelling || !source.files.contains { $0.format == .json || $0.format == .jsonl })
  }

  /// The files' names in messages about a row.
  var fileNames: [String] { source.files.map(\.path) }

  /// Reads the next item.
  /// - Parameter whileWaiting: Called a few times a second while a pipe has nothing to read.
  /// - Returns: The next item; nil at the end.
  /// - Throws: `IndexerError`, `ReadingInterrupted`, errors of `whileWaiting`.
  mutating func next(whileWaiting: @escaping () throws -> Void) throws -> CorpusItem? {
    bytes.whileWaiting = whileWaiting
    defer { bytes.whileWaiting = {} }
    return try next()
  }

  /// The next item; nil at the end.
  /// - Throws: `IndexerError` where the corpus cannot be read any further, `ReadingInterrupted` where the run is to stop.
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
