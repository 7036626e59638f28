import Support

/// The additions of one transaction's examples to the totals, in memory, so that each total is updated once in a transaction.
struct TotalsAccumulator {
  /// A number of values, and their sum in units of 2^-32.
  struct Sum {
    var count = 0
    var total: Int64 = 0

    static func += (left: inout Sum, right: Sum) {
      left.count += right.count
      left.total += right.total
    }

    static func -= (left: inout Sum, right: Sum) {
      left.count -= right.count
      left.total -= right.total
    }
  }

  /// Counters of the examples themselves.
  struct Counters {
    var examples = 0
    var tokens = 0
    var truncated = 0
    var confidences = Sum()

    /// Creates the counters of no example.
    init() {}

    /// Creates the counters of one example.
    init(tokens: Int, confidence: Int64?, isTruncated: Bool) {
      examples = 1
      self.tokens = tokens
      truncated = isTruncated ? 1 : 0
      confidences = confidence.map { Sum(count: 1, total: $0) } ?? Sum()
    }

    /// The counters of one example as it is stored.
    init(_ example: Example) {
      self.init(
        tokens: example.tokens.count, confidence: example.confidence.map(FixedPoint.integer), isTruncated: example.isTruncated)
    }

    static func += (left: inout Counters, right: Counters) {
      left.examples += right.examples
      left.tokens += right.tokens
      left.truncated += right.truncated
      left.confidences += right.confidences
    }

    static func -= (left: inout Counters, right: Counters) {
      left.examples -= right.examples
      left.tokens -= right.tokens
      left.truncated -= right.truncated
      left.confidences -= right.confidences
    }
  }

  /// The id of a piece and whether the template added it, as one number, in the order of the stored totals.
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

  /// The sums of the examples with one combination of labels, by the scores of one method and class.
  struct Group {
    var counters = Counters()
    /// Moments by `PieceKey`.
    var pieces: [UInt32: Moments] = [:]
    /// Moments by the number of the word in `words`.
    var words: [UInt32: Moments] = [:]
  }

  /// The properties that the examples of a group share.
  struct Key: Hashable {
    let scoring: Scoring
    let labels: SliceLabels
  }

  private(set) var groups: [Key: Group] = [:]
  /// The distinct words, in the order of their first occurrence.
  private(set) var words: [ExactString] = []
  /// The pieces by vocabulary id.
  private(set) var vocabulary: [Int32: VocabularyPiece] = [:]
  private var numbers: [ExactString: UInt32] = [:]

  /// Adds an example that was read from the store.
  /// - Parameters:
  ///   - example: The example.
  ///   - scores: The scores by method and class, finite and below 2^31.
  ///   - labels: Its labels.
  mutating func add(_ example: Example, scores: ExampleScores, labels: SliceLabels) {
    let counters = Counters(example)
    for (scoring, sums) in scores.sums(of: example) { add(sums, key: Key(scoring: scoring, labels: labels), counters) }
  }

  /// Adds only the tokens and words of an example with these labels, with the scores in its row.
  mutating func add(_ sums: TextSums, labels: SliceLabels) {
    change(Key(scoring: .inRow, labels: labels), by: sums, with: +=)
  }

  mutating func add(_ sums: TextSums, key: Key, _ counters: Counters) {
    groups[key, default: Group()].counters += counters
    change(key, by: sums, with: +=)
    for piece in sums.pieces {
      let id = Int32(truncatingIfNeeded: PieceKey(rawValue: piece.key).id)
      if vocabulary[id] == nil { vocabulary[id] = piece.piece }
    }
  }

  /// Subtracts an example that was stored with these scores and labels: exactly the numbers that adding it added.
  mutating func subtract(_ example: Example, scores: ExampleScores, labels: SliceLabels) {
    let counters = Counters(example)
    for (scoring, sums) in scores.sums(of: example) { subtract(sums, key: Key(scoring: scoring, labels: labels), counters) }
  }

  mutating func subtract(_ sums: TextSums, key: Key, _ counters: Counters) {
    groups[key, default: Group()].counters -= counters
    change(key, by: sums, with: -=)
  }

  private mutating func change(_ key: Key, by sums: TextSums, with change: (inout Moments, Moments) -> Void) {
    // The numbers are looked up first, because the group is changed in place with exclusive access.
    let numbers = sums.words.map { number(of: $0.name) }
    func update(_ group: inout Group) {
      for piece in sums.pieces { change(&group.pieces[piece.key, default: Moments()], Moments(count: piece.count, total: piece.total)) }
      for (number, word) in zip(numbers, sums.words) {
        change(&group.words[number, default: Moments()], Moments(count: word.count, total: word.total))
      }
    }
    update(&groups[key, default: Group()])
  }

  private mutating func number(of word: ExactString) -> UInt32 {
    if let number = numbers[word] { return number }
    let number = UInt32(words.count)
    numbers[word] = number
    words.append(word)
    return number
  }
}
