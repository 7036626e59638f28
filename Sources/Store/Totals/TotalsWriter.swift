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
      cached: "INSERT OR IGNORE INTO token (id, piece, checksum) VALUES (?1, ?2, row_checksum(?1, ?2))", in: database)
    addToToken = try DirectStatement(
      cached: """
        INSERT INTO token_total (slice, special, token, \(MomentsRow.columns), checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (slice, special, token) DO UPDATE SET \(MomentsRow.addition), checksum = (checksum + ?) % \(TotalsChecksum.modulus)
        """, in: database)
    addToWord = try DirectStatement(
      cached: """
        INSERT INTO word_total (slice, word, \(MomentsRow.columns), checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (slice, word) DO UPDATE SET \(MomentsRow.addition), checksum = (checksum + ?) % \(TotalsChecksum.modulus)
        """, in: database)
    dropToken = try DirectStatement(
      cached: "DELETE FROM token_total WHERE slice = ? AND special = ? AND token = ? AND count = 0", in: database)
    dropWord = try DirectStatement(cached: "DELETE FROM word_total WHERE slice = ? AND word = ? AND count = 0", in: database)
  }

  /// Adds everything, in the order of the trees' keys, so that a page is visited once. Where examples were taken away, a row that comes to
  /// nothing is dropped, as though there had never been one.
  func add(_ totals: TotalsAccumulator) throws {
    for (id, name) in totals.pieceNames.sorted(by: { $0.key < $1.key }) {
      insertToken.bind(1, Int64(id))
      insertToken.bind(2, name)
      try insertToken.run()
    }
    let ordered = totals.words.indices.sorted { totals.words[$0] < totals.words[$1] }
    var ranks = [UInt32](repeating: 0, count: ordered.count)
    for (rank, word) in ordered.enumerated() { ranks[word] = UInt32(rank) }

    let hasSets = try Slice.hasSets(in: database)
    var slices: [Slice: SliceSums] = [:]
    for (labels, group) in totals.groups {
      let pieces = SortedSums(group.pieces.lazy.map { ($0.key, $0.value) })
      let words = SortedSums(group.words.lazy.map { (ranks[Int($0.key)], $0.value) })
      for slice in Slice.slices(of: labels) {
        slices[slice, default: SliceSums()].add(group.counters, pieces, words, keepsTotals: slice.keepsTotals(hasSets: hasSets))
      }
    }
    var emptied: [Int64] = []
    for (slice, sums) in slices {
      let id = try count(sums.counters, in: slice)
      if sums.counters.examples <= 0 { emptied.append(id) }
      for (key, sum) in SortedSums(adding: sums.pieces).elements {
        let piece = TotalsAccumulator.PieceKey(rawValue: key)
        let special: Int64 = piece.isSpecial ? 1 : 0
        let place = TotalsChecksum.term(id, 1) + TotalsChecksum.term(special, 2) + TotalsChecksum.term(piece.id, 3)
        let added = MomentsRow.terms(sum, from: 4)
        addToToken.bind(1, id)
        addToToken.bind(2, special)
        addToToken.bind(3, piece.id)
        let next = MomentsRow.bind(sum, to: addToToken, from: 4)
        addToToken.bind(next, (place + added) % TotalsChecksum.modulus)
        addToToken.bind(next + 1, added)
        try addToToken.run()
        guard sum.count <= 0 else { continue }
        dropToken.bind(1, id)
        dropToken.bind(2, special)
        dropToken.bind(3, piece.id)
        try dropToken.run()
      }
      for (word, sum) in SortedSums(adding: sums.words).elements {
        let name = totals.words[ordered[Int(word)]].string
        let added = MomentsRow.terms(sum, from: 3)
        addToWord.bind(1, id)
        addToWord.bind(2, name)
        let next = MomentsRow.bind(sum, to: addToWord, from: 3)
        addToWord.bind(next, (TotalsChecksum.term(id, 1) + TotalsChecksum.term(name.utf8, 2) + added) % TotalsChecksum.modulus)
        addToWord.bind(next + 1, added)
        try addToWord.run()
        guard sum.count <= 0 else { continue }
        dropWord.bind(1, id)
        dropWord.bind(2, name)
        try dropWord.run()
      }
    }
    let dropSlice = try DirectStatement(cached: "DELETE FROM slice WHERE id = ? AND examples = 0", in: database)
    for id in emptied {
      dropSlice.bind(1, id)
      try dropSlice.run()
    }
  }

  /// Adds to the slice's counters; answers its id.
  private func count(_ counters: TotalsAccumulator.Counters, in slice: Slice) throws -> Int64 {
    let statement = try DirectStatement(
      cached: """
        INSERT INTO slice (gold, predicted, examples, tokens, truncated, confidences, confidence_total, checksum)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (gold, predicted) DO UPDATE SET examples = examples + excluded.examples, tokens = tokens + excluded.tokens,
          truncated = truncated + excluded.truncated, confidences = confidences + excluded.confidences,
          confidence_total = confidence_total + excluded.confidence_total, checksum = (checksum + ?) % \(TotalsChecksum.modulus)
        RETURNING id
        """, in: database)
    statement.bind(1, slice.gold)
    statement.bind(2, slice.predicted)
    statement.bind(3, counters.examples)
    statement.bind(4, counters.tokens)
    statement.bind(5, counters.truncated)
    statement.bind(6, counters.confidences.count)
    statement.bind(7, counters.confidences.total)
    let values = [counters.examples, counters.tokens, counters.truncated, counters.confidences.count].map(Int64.init)
    let added = (values + [counters.confidences.total]).enumerated().reduce(0) { $0 + TotalsChecksum.term($1.element, $1.offset + 3) }
    let key = TotalsChecksum.term(slice.gold, 1) + TotalsChecksum.term(slice.predicted, 2)
    statement.bind(8, (key + added) % TotalsChecksum.modulus)
    statement.bind(9, added)
    defer { statement.reset() }
    guard try statement.step() else { preconditionFailure("an insertion without a row") }
    let id = statement.integer(0)
    while try statement.step() {}
    return id
  }
}

/// What a transaction adds to one slice.
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
