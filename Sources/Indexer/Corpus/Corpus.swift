import Store

/// An opened corpus.
struct Corpus: CorpusReader {
  /// As messages name it.
  let name: String
  /// Size in bytes; nil where it is not known.
  let size: Int?

  private let bytes: ByteReader
  private var reader: any CorpusReader

  /// Opens a corpus and reads its header, if it has one.
  /// - Throws: `IndexerError` where it cannot be read or its header lacks a column that is needed.
  init(path: String, format: CorpusFormat, selection: ColumnSelection, isInterrupted: @escaping () -> Bool = { false }) throws {
    bytes = try ByteReader(path: path, isInterrupted: isInterrupted)
    name = bytes.name
    size = bytes.size
    switch format {
    case .jsonl: reader = JSONLinesReader(bytes, selection: selection)
    case .csv: reader = try DelimitedReader(bytes, delimiter: UInt8(ascii: ","), selection: selection)
    case .tsv: reader = try DelimitedReader(bytes, delimiter: UInt8(ascii: "\t"), selection: selection)
    case .txt: reader = PlainTextReader(bytes, keptCount: selection.columns.keep.count)
    }
  }

  var absentColumns: [String] { reader.absentColumns }

  /// Reads on.
  /// - Parameter whileWaiting: Called a few times a second while a pipe has nothing to read.
  /// - Returns: The next item; nil at the end.
  /// - Throws: `IndexerError`, `ReadingInterrupted`, what `whileWaiting` throws.
  mutating func next(whileWaiting: @escaping () throws -> Void) throws -> CorpusItem? {
    bytes.whileWaiting = whileWaiting
    defer { bytes.whileWaiting = {} }
    return try reader.next()
  }

  mutating func next() throws -> CorpusItem? { try reader.next() }
}
