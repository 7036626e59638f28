/// Columns and gold labels of the first rows of a corpus.
struct CorpusPeek: Sendable {
  /// Upper bound of the inspected rows.
  static let mostRows = 10_000
  /// Number of objects from which the columns can be known where no more can be inspected.
  static let fewRows = 1000
  /// Number of bytes after which no further row is inspected: a pipe's bytes are held in memory, and a file's are read twice.
  static let mostBytes = 16 << 20
  /// Upper bound of the bytes that are read from a pipe for the inspection; the row in which they end is not inspected.
  static let mostPipeBytes = mostBytes + (1 << 20)
  /// Seconds that a pipe is given to send them, from its first row on, because its rows must not wait for ever.
  static let pipeSeconds = 1.0

  /// Number of inspected rows, including unreadable ones.
  private(set) var rows = 0
  /// Whether any of them could be read.
  private(set) var hasReadableRow = false
  /// Their gold labels.
  private(set) var labels = LabelCensus()
  /// Number of inspected JSON objects.
  var objects = 0
  /// Number of JSON rows that are dictionaries as Python prints them.
  var python = 0
  /// The kind of the first element of a JSON file that is no object, the index of the file, and whether its rows are in an array.
  var foreign: (element: JSONElementKind, file: Int, isArray: Bool)?
  /// Whether the inspected rows are all rows of the corpus.
  var isWhole = false
  /// Whether any file has named columns.
  var hasColumns = false
  /// The columns in use that were found.
  var presentColumns: Set<String> = []
  /// The other columns, in the order in which they were found.
  var otherColumns: [String] = []
  /// Guesses about the columns, one sentence each, for the user.
  var notices: [String] = []

  /// The sorted names of all columns found, in use or not.
  var columnNames: [String] { (Array(presentColumns) + otherColumns).sorted() }

  private var bytes = 0

  /// Whether enough rows were inspected.
  var isFull: Bool { rows >= Self.mostRows || bytes >= Self.mostBytes }

  /// Number of inspected rows, where they are neither all rows nor as many as are ever inspected; else nil.
  var partialRows: Int? { isWhole || isFull ? nil : rows }

  /// Whether enough JSON objects were inspected that a column which none of them has counts as a wrong name.
  var isTelling: Bool { objects > 0 && (isWhole || isFull && objects >= Self.fewRows) }

  /// Inspects a row.
  mutating func add(_ item: CorpusItem) {
    rows += 1
    bytes += item.place.byteCount
    guard case .row(let row) = item else { return }
    hasReadableRow = true
    labels.add(row)
  }
}
