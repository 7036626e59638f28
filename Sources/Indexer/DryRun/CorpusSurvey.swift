import Engine
import Store
import Support

/// Statistics of a corpus, or of its first rows.
struct CorpusSurvey {
  /// The properties of a text on which the size of the store depends.
  struct Text {
    /// Number of tokens, including special ones.
    var length: Int
    /// The lengths of the model's inputs: of the text itself, or of its windows.
    var windows: [Int]
    /// Mean bytes of a token's offsets; fewer where offsets are not stored.
    var placeBytes: Int
    /// Bytes of the text's columns in the store.
    var textBytes: Int
    var idBytes: Int
  }

  /// The texts that were read.
  private(set) var texts: [Text] = []
  private(set) var tokens = 0
  private(set) var truncated = 0
  /// Texts without a word: empty, or only blanks.
  private(set) var emptyTexts = 0
  /// Number of texts that are cut into windows, and number of these windows.
  private(set) var cut = (texts: 0, windows: 0)
  /// Gold label (nil for none) -> number of texts.
  private(set) var labels: [ExactString?: Int] = [:]
  /// Texts whose gold set is known and empty; they also count as texts without a label.
  private(set) var emptySets = 0
  private(set) var words = VocabularyGrowth()
  private(set) var pieces = VocabularyGrowth()
  /// Rows that cannot be indexed.
  var failed = 0
  /// Bytes of the corpus that were read.
  var bytes = 0
  /// Size of the whole corpus in multiples of the part that was read; 1 where everything was read.
  var scale = 1.0

  private var knownWords: Set<String> = []
  private var knownPieces: Set<Int32> = []

  /// Rows that were read.
  var rows: Int { texts.count + failed }
  /// Mean bytes of the different words.
  var wordBytes: Double {
    knownWords.isEmpty ? 0 : Double(knownWords.reduce(0) { $0 + $1.utf8.count }) / Double(knownWords.count)
  }

  /// Counts a text.
  mutating func add(
    _ row: CorpusRow, _ encoding: Encoding, tokens: [ExampleToken], windows: [Int], keptNames: [String], keepsTexts: Bool
  ) {
    // A kept column is stored as `"name":"value",`.
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

  /// Completes the statistics. Call it once, when all is read.
  mutating func finish() { recordGrowth(isLast: true) }

  private mutating func recordGrowth(isLast: Bool = false) {
    words.record(texts: texts.count, distinct: knownWords.count, isLast: isLast)
    pieces.record(texts: texts.count, distinct: knownPieces.count, isLast: isLast)
  }

  /// A count of the part that was read, scaled to the whole corpus.
  func scaled(_ count: Int) -> Int { Int((Double(count) * scale).rounded()) }
}
