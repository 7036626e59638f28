/// What the examples of one transaction add to the totals, in memory, so that each total is touched once per transaction.
struct TotalsAccumulator {
  /// A combination of labels, by their ids; 0 stands for none.
  struct Labels: Hashable {
    let gold: Int64
    let predicted: Int64
  }

  /// Occurrences and the sum of their scores in units of 2^-32.
  struct Sum {
    var count = 0
    var total: Int64 = 0

    static func += (left: inout Sum, right: Sum) {
      left.count += right.count
      left.total += right.total
    }
  }

  /// What is counted of the examples themselves.
  struct Counters {
    var examples = 0
    var tokens = 0
    var truncated = 0
    var confidences = Sum()

    static func += (left: inout Counters, right: Counters) {
      left.examples += right.examples
      left.tokens += right.tokens
      left.truncated += right.truncated
      left.confidences += right.confidences
    }
  }

  /// A piece and whether the template added it, as one number, in the order of the stored totals.
  struct PieceKey: RawRepresentable {
    let rawValue: UInt32

    init(rawValue: UInt32) {
      self.rawValue = rawValue
    }

    /// - Precondition: `0 <= id`.
    init(id: Int32, isSpecial: Bool) {
      precondition(id >= 0, "a piece of the id \(id)")
      rawValue = UInt32(id) | (isSpecial ? Self.special : 0)
    }

    private static let special: UInt32 = 1 << 31

    var id: Int64 { Int64(rawValue & ~Self.special) }
    var isSpecial: Bool { rawValue & Self.special != 0 }
  }

  /// What the examples of one combination of labels come to.
  struct Group {
    var counters = Counters()
    /// By `PieceKey`.
    var pieces: [UInt32: Sum] = [:]
    /// By the number of the word in `words`.
    var words: [UInt32: Sum] = [:]
  }

  private(set) var groups: [Labels: Group] = [:]
  /// The distinct words, in the order they came in.
  private(set) var words: [ExactString] = []
  /// The names of the pieces by vocabulary id.
  private(set) var pieceNames: [Int32: String] = [:]
  private var numbers: [ExactString: UInt32] = [:]

  /// Adds an example with these labels.
  mutating func add(_ example: EncodedExample, labels: Labels) {
    add(
      example.pieces, words: example.words, confidence: example.confidence, isTruncated: example.fields.isTruncated, labels: labels)
  }

  /// Adds an example as it is stored.
  /// - Precondition: its scores and confidence are finite and below 2^31.
  mutating func add(_ example: StoredExample, labels: Labels) {
    let pieces = example.tokens.map {
      EncodedExample.Piece(id: $0.id, isSpecial: $0.isSpecial, name: $0.piece, score: FixedPoint.integer($0.score))
    }
    add(
      pieces, words: example.words.map { (ExactString($0.name), $0.tokens.reduce(0) { $0 + pieces[$1].score }) },
      confidence: example.confidence.map(FixedPoint.integer), isTruncated: example.isTruncated, labels: labels)
  }

  private mutating func add(
    _ pieces: [EncodedExample.Piece], words: [(name: ExactString, score: Int64)], confidence: Int64?, isTruncated: Bool, labels: Labels
  ) {
    // Numbers first: the group is changed in place, and only one thing may be at a time.
    let numbered = words.map { (number(of: $0.name), $0.score) }
    func update(_ group: inout Group) {
      group.counters.examples += 1
      group.counters.tokens += pieces.count
      group.counters.truncated += isTruncated ? 1 : 0
      if let confidence { group.counters.confidences += Sum(count: 1, total: confidence) }
      for piece in pieces {
        group.pieces[PieceKey(id: piece.id, isSpecial: piece.isSpecial).rawValue, default: Sum()] += Sum(count: 1, total: piece.score)
      }
      for (word, score) in numbered { group.words[word, default: Sum()] += Sum(count: 1, total: score) }
    }
    update(&groups[labels, default: Group()])
    for piece in pieces where pieceNames[piece.id] == nil { pieceNames[piece.id] = piece.name }
  }

  /// Takes away an example that was stored with these labels: to the last unit what adding it added.
  mutating func subtract(_ example: StoredExample, labels: Labels) {
    let scores = example.tokens.map { FixedPoint.integer($0.score) }
    let numbered = example.words.map { word in (number(of: ExactString(word.name)), word.tokens.reduce(0) { $0 + scores[$1] }) }
    func update(_ group: inout Group) {
      group.counters.examples -= 1
      group.counters.tokens -= example.tokens.count
      group.counters.truncated -= example.isTruncated ? 1 : 0
      if let confidence = example.confidence { group.counters.confidences += Sum(count: -1, total: -FixedPoint.integer(confidence)) }
      for (token, score) in zip(example.tokens, scores) {
        group.pieces[PieceKey(id: token.id, isSpecial: token.isSpecial).rawValue, default: Sum()] += Sum(count: -1, total: -score)
      }
      for (word, score) in numbered { group.words[word, default: Sum()] += Sum(count: -1, total: -score) }
    }
    update(&groups[labels, default: Group()])
  }

  /// Adds words alone of an example with these labels.
  mutating func add(words: [(name: ExactString, score: Int64)], labels: Labels) {
    let numbered = words.map { (number(of: $0.name), $0.score) }
    for (word, score) in numbered { groups[labels, default: Group()].words[word, default: Sum()] += Sum(count: 1, total: score) }
  }

  private mutating func number(of word: ExactString) -> UInt32 {
    if let number = numbers[word] { return number }
    let number = UInt32(words.count)
    numbers[word] = number
    words.append(word)
    return number
  }
}
