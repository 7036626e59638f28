import Store

/// An opened corpus.
struct Corpus: CorpusReader {
  /// As messages name it.
  let name: String
  /// Size in bytes; nil where it is not known.
  let size: Int?

  private var reader: any CorpusReader

  /// Opens a corpus and reads its header, if it has one.
  /// - Throws: `IndexerError` where it cannot be read or its header lacks a column that is needed.
  init(path: String, format: CorpusFormat, selection: ColumnSelection, isInterrupted: @escaping () -> Bool = { false }) throws {
    let bytes = try ByteReader(path: path, isInterrupted: isInterrupted)
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

  mutating func next() throws -> CorpusItem? { try reader.next() }
}
