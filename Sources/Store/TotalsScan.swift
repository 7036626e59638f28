import GRDB

/// Adds up the tokens of the examples that a filter lets pass, in one scan, within one access to the database.
///
/// Reads the tokens' columns alone and does not add up checksums: what it finds to be damaged is only what makes no sense.
struct TotalsScan {
  private let database: Database

  init(_ database: Database) {
    self.database = database
  }

  /// The sums of the tokens; nil where a label or piece of the filter is unknown.
  /// - Throws: `StoreError` naming the example where a record is damaged.
  func sums(of filter: ExampleFilter, names: TokenNames, includeSpecial: Bool) throws -> TokenSums? {
    guard let conditions = try FilterConditions(filter, in: database) else { return nil }
    let select = try DirectStatement(
      "SELECT example.id, example.tokens, example.token_ids, example.offsets, example.scores FROM example NOT INDEXED \(conditions.sql)",
      in: database)
    conditions.bind(to: select)
    // An id beyond the vocabulary's would make the sums as long as it is large.
    let limit = try Int64.fetchOne(database, sql: "SELECT max(id) FROM token") ?? 0
    var pieces: [Int32: String] = [:]
    var sums = TokenSums()
    while try select.step() {
      let count = select.int(1)
      guard let ids = TokenBlobs.unpackIDs(select.blob(2), count: count),
        let offsets = TokenBlobs.unpackOffsets(select.blob(3), count: count),
        let floats = TokenBlobs.unpackFloats(select.blob(4)), floats.count == count,
        ids.allSatisfy({ 0...limit ~= Int64($0) }), floats.allSatisfy({ $0.magnitude < 65_536 })
      else { throw StoreError("the record of example '\(select.text(0))' is damaged: make the store anew, or use a copy") }
      sums.examples += 1
      for position in ids.indices where offsets[position].offsets == nil ? includeSpecial : names.units == .pieces {
        let isSpecial = offsets[position].offsets == nil
        let number = isSpecial ? try names.number(ofSpecial: Int64(ids[position])) : Int64(ids[position])
        sums.add(number, count: 1, total: FixedPoint.integer(floats[position]))
      }
      guard names.units == .words else { continue }
      let tokens = try ids.indices.map { position in
        let piece = try pieces[ids[position]] ?? names.piece(Int64(ids[position])).string
        pieces[ids[position]] = piece
        return ExampleRecord.Token(
          id: ids[position], piece: piece, segment: offsets[position].segment, offsets: offsets[position].offsets, score: floats[position])
      }
      for word in Word.words(of: tokens) {
        sums.add(
          names.number(ofWord: ExactString(word.name)), count: 1, total: word.tokens.reduce(0) { $0 + FixedPoint.integer(floats[$1]) })
      }
    }
    return sums
  }
}
