/// What the first rows of a corpus are like: which columns they have, and which gold labels.
struct CorpusPeek: Sendable {
  /// Rows that are looked at.
  static let mostRows = 10_000
  /// Objects that tell what columns there are, where no more can be looked at.
  static let fewRows = 1000
  /// Bytes after which no further row is looked at: a pipe's are held in memory, a file's are read twice.
  static let mostBytes = 16 << 20
  /// Bytes that are taken from a pipe for it: the row that they end in is not looked at.
  static let mostPipeBytes = mostBytes + (1 << 20)
  /// Seconds that a pipe is given to send them, from its first row on: its rows must not be held back for ever.
  static let pipeSeconds = 1.0

  /// Rows that were looked at, the unreadable ones among them.
  private(set) var rows = 0
  /// Whether one of them could be read.
  private(set) var hasReadableRow = false
  /// What their gold labels are.
  private(set) var labels = LabelCensus()
  /// JSON objects that were looked at.
  var objects = 0
  /// Rows of JSON that are what Python prints of a dictionary.
  var python = 0
  /// What the first row of a JSON file is instead of an object, the number of the file, and whether its rows stand in an array.
  var foreign: (element: JSONElementKind, file: Int, isArray: Bool)?
  /// Whether there are no other rows.
  var isWhole = false
  /// Whether there is a file whose values have names.
  var hasColumns = false
  /// Columns in use that there are.
  var presentColumns: Set<String> = []
  /// Columns that are not in use, in the order in which they came.
  var otherColumns: [String] = []
  /// Guesses about the columns that the user ought to know, a sentence each.
  var notices: [String] = []

  /// All columns that are known, in use or not.
  var columnNames: [String] { (Array(presentColumns) + otherColumns).sorted() }

  private var bytes = 0

  /// Whether enough was seen.
  var isFull: Bool { rows >= Self.mostRows || bytes >= Self.mostBytes }

  /// How many rows were looked at, where they are neither all nor as many as ever are; else nil.
  var partialRows: Int? { isWhole || isFull ? nil : rows }

  /// Whether so much was seen that a column of JSON objects which none of them has is taken for a wrong name.
  var isTelling: Bool { objects > 0 && (isWhole || isFull && objects >= Self.fewRows) }

  /// Takes a row into account.
  mutating func add(_ item: CorpusItem) {
    rows += 1
    bytes += item.place.byteCount
    guard case .row(let row) = item else { return }
    hasReadableRow = true
    labels.add(row)
  }
}
