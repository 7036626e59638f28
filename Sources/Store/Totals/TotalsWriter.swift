import GRDB
import Support

/// Adds a transaction's sums to the stored totals.
struct TotalsWriter {
  private let database: Database
  private let insertToken: DirectStatement
  private let addToToken: DirectStatement
  private let addToWord: DirectStatement
  private let dropToken: DirectStatement
  private let dropWord: DirectStatement

  init(_ database: Database) throws {
    self.database = database
    insertToken = try DirectStatement(
      cached: "\(PieceFields.insertion) ON CONFLICT (id) DO NOTHING", in: database)
    addToToken = try DirectStatement(cached: TokenTotal.addition, in: database)
    addToWord = try DirectStatement(cached: WordTotal.addition, in: database)
    dropToken = try DirectStatement(
      cached: "DELETE FROM token_total WHERE slice = ? AND special = ? AND token = ? AND count = 0", in: database)
    dropWord = try DirectStatement(cached: "DELETE FROM word_total WHERE slice = ? AND word = ? AND count = 0", in: database)
  }

  /// Adds all sums, in the order of the tables' keys, so that each page is visited once. After a subtraction, rows whose numbers became 0
  /// are deleted, as though they had never existed.
  func add(_ totals: TotalsAccumulator) throws {
    for (id, piece) in totals.vocabulary.sorted(by: { $0.key < $1.key }) {
      PieceFields(id: Int64(id), piece).bind(to: insertToken)
      try insertToken.run()
    }
    let ordered = totals.words.indices.sorted { totals.words[$0] < totals.words[$1] }
    var ranks = [UInt32](repeating: 0, count: ordered.count)
    for (rank, word) in ordered.enumerated() { ranks[word] = UInt32(rank) }

    let rule = try SliceRule(in: database)
    var slices: [Slice: SliceSums] = [:]
    for (key, group) in totals.groups {
      let pieces = SortedSums(group.pieces.lazy.map { ($0.key, $0.value) })
      let words = SortedSums(group.words.lazy.map { (ranks[Int($0.key)], $0.value) })
      for slice in Slice.slices(of: key.labels, scoring: key.scoring) {
        slices[slice, default: SliceSums()].add(group.counters, pieces, words, keepsTotals: rule.keepsTotals(of: slice))
      }
    }
    var emptied: [Int64] = []
    for (slice, sums) in slices {
      let id = try count(sums.counters, in: slice)
      if sums.counters.examples <= 0 { emptied.append(id) }
      try addTokens(SortedSums(adding: sums.pieces), to: id)
      try addWords(SortedSums(adding: sums.words), to: id) { totals.words[ordered[Int($0)]].string }
    }
    let dropSlice = try DirectStatement(cached: "DELETE FROM slice WHERE id = ? AND examples = 0", in: database)
    for id in emptied {
      dropSlice.bind(values: id)
      try dropSlice.run()
    }
  }

  /// Adds to the totals of tokens of a slice, by `PieceKey`.
  private func addTokens(_ sums: SortedSums, to slice: Int64) throws {
    for (key, sum) in sums.elements {
      let piece = TotalsAccumulator.PieceKey(rawValue: key)
      var total = TokenTotal(slice: slice, special: piece.isSpecial ? 1 : 0, token: piece.id, moments: sum)
      total.checksum = total.terms() % TotalsChecksum.modulus
      let next = total.bind(to: addToToken)
      addToToken.bind(next, sum.terms(from: TokenTotal.key.count + 1))
      try addToToken.run()
      guard sum.count <= 0 else { continue }
      dropToken.bind(values: total.slice, total.special, total.token)
      try dropToken.run()
    }
  }

  /// Adds to the totals of words of a slice; `word` gives the name for the number of a word.
  private func addWords(_ sums: SortedSums, to slice: Int64, word: (UInt32) -> String) throws {
    for (number, sum) in sums.elements {
      var total = WordTotal(slice: slice, word: word(number), moments: sum)
      total.checksum = total.terms() % TotalsChecksum.modulus
      let next = total.bind(to: addToWord)
      addToWord.bind(next, sum.terms(from: WordTotal.key.count + 1))
      try addToWord.run()
      guard sum.count <= 0 else { continue }
      dropWord.bind(values: total.slice, total.word)
      try dropWord.run()
    }
  }

  /// Adds to the slice's counters and returns the slice's id.
  private func count(_ counters: TotalsAccumulator.Counters, in slice: Slice) throws -> Int64 {
    var row = SliceCounters(slice)
    row.examples = counters.examples
    row.tokens = counters.tokens
    row.truncated = counters.truncated
    row.confidences = counters.confidences.count
    row.confidenceTotal = counters.confidences.total
    return try row.add(to: database)
  }
}

/// The sums that a transaction adds to one slice.
private struct SliceSums {
  private(set) var counters = TotalsAccumulator.Counters()
  /// The sums of pieces for each combination of labels, by `PieceKey`.
  private(set) var pieces: [SortedSums] = []
  /// The sums of words for each combination of labels, by the word's rank among the words of the transaction.
  private(set) var words: [SortedSums] = []

  mutating func add(_ counters: TotalsAccumulator.Counters, _ pieces: SortedSums, _ words: SortedSums, keepsTotals: Bool) {
    self.counters += counters
    guard keepsTotals else { return }
    self.pieces.append(pieces)
    self.words.append(words)
  }
}
