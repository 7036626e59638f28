import Engine
import Store
import Support

/// What reading a corpus, or its first rows, says of it.
struct CorpusSurvey {
  /// A text, as far as the size of the store depends on it.
  struct Text {
    /// Tokens, special ones included.
    var length: Int
    /// The lengths of what the model is run over: the text itself, or its windows.
    var windows: [Int]
    /// Bytes that say where each token stands, on average; less where that is not stored.
    var placeBytes: Int
    /// Bytes of its columns as they are stored.
    var textBytes: Int
    var idBytes: Int
  }

  /// The texts that were read.
  private(set) var texts: [Text] = []
  private(set) var tokens = 0
  private(set) var truncated = 0
  /// Texts without a word: empty ones, or blanks only.
  private(set) var emptyTexts = 0
  /// Texts that are cut into windows, and how many those are.
  private(set) var cut = (texts: 0, windows: 0)
  /// Gold label, nil for none -> texts.
  private(set) var labels: [ExactString?: Int] = [:]
  /// Texts whose gold set is known to be empty; they are among those of no label, too.
  private(set) var emptySets = 0
  private(set) var words = VocabularyGrowth()
  private(set) var pieces = VocabularyGrowth()
  /// Rows that cannot be indexed.
  var failed = 0
  /// Bytes of the corpus that were read.
  var bytes = 0
  /// How often what was read fits into all there is; 1 where everything was read.
  var scale = 1.0

  private var knownWords: Set<String> = []
  private var knownPieces: Set<Int32> = []

  /// Rows that were read.
  var rows: Int { texts.count + failed }
  /// Mean length in bytes of the different words.
  var wordBytes: Double {
    knownWords.isEmpty ? 0 : Double(knownWords.reduce(0) { $0 + $1.utf8.count }) / Double(knownWords.count)
  }

  /// Counts a text in.
  mutating func add(
    _ row: CorpusRow, _ encoding: Encoding, tokens: [ExampleRecord.Token], windows: [Int], keptNames: [String], keepsTexts: Bool
  ) {
    // A kept column is `"name":"value",`.
    let kept = zip(keptNames, row.kept).reduce(0) { $0 + $1.0.utf8.count + ($1.1?.string.utf8.count ?? 2) + 6 }
    let text = keepsTexts ? row.text.utf8.count + (row.pair?.utf8.count ?? 0) : 0
    texts.append(
      Text(length: tokens.count, windows: windows, placeBytes: keepsTexts ? 2 : 1, textBytes: text + kept, idBytes: row.id.utf8.count))
    self.tokens += tokens.count
    truncated += encoding.isTruncated ? 1 : 0
    if windows.count > 1 {
      cut.texts += 1
      cut.windows += windows.count
    }
    emptyTexts += row.isEmpty ? 1 : 0
    emptySets += row.labels?.isEmpty == true ? 1 : 0
    for label in row.labels.map({ $0.isEmpty ? [nil] : $0.map(Optional.some) }) ?? [row.label] {
      labels[label.map { ExactString($0) }, default: 0] += 1
    }
    for token in tokens { knownPieces.insert(token.id) }
    for word in Word.words(of: tokens, text: row.text, pair: row.pair) { knownWords.insert(word.name) }
    recordGrowth()
  }

  /// To be called once, when all is read.
  mutating func finish() { recordGrowth(isLast: true) }

  private mutating func recordGrowth(isLast: Bool = false) {
    words.record(texts: texts.count, distinct: knownWords.count, isLast: isLast)
    pieces.record(texts: texts.count, distinct: knownPieces.count, isLast: isLast)
  }

  /// A count of what was read as one of all there is.
  func scaled(_ count: Int) -> Int { Int((Double(count) * scale).rounded()) }
}
