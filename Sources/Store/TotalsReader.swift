import GRDB

/// Reads the kept totals of a slice, within one access to the database.
struct TotalsReader {
  private let database: Database

  init(_ database: Database) throws {
    self.database = database
  }

  /// Examples of the slice.
  func examples(in slice: Slice) throws -> Int {
    let select = try DirectStatement(
      cached: "SELECT \(SliceCounters.columns) FROM slice WHERE gold = ? AND predicted = ?", in: database)
    select.bind(1, slice.gold)
    select.bind(2, slice.predicted)
    defer { select.reset() }
    return try select.step() ? SliceCounters(at: select).examples : 0
  }

  /// The sums of the slice's tokens, each once. Each part of the slice is one range of a table.
  /// - Parameters:
  ///   - slice: The examples.
  ///   - names: Numbers the tokens.
  ///   - includeSpecial: Whether tokens that the template added take part.
  ///   - minimumCount: From the number of examples: tokens with fewer occurrences may be left out.
  /// - Returns: The sums.
  /// - Throws: What SQLite reports.
  func sums(of slice: Slice, names: TokenNames, includeSpecial: Bool, minimumCount: (Int) -> Int) throws -> TokenSums {
    var sums = TokenSums(examples: try examples(in: slice))
    let parts = try parts(of: slice)
    // What is left out must not be missing from a sum over several parts, or of a word and a special token of the same name.
    let minimum = parts.count == 1 && !includeSpecial ? minimumCount(sums.examples) : 0
    for part in parts {
      if names.units == .words {
        let select = try DirectStatement("SELECT word, count, total, checksum FROM word_total WHERE slice = ?", in: database)
        select.bind(1, part)
        while try select.step() {
          let checksum =
            TotalsChecksum.term(part, 1) + select.withText(0) { TotalsChecksum.term($0, 2) } + TotalsChecksum.term(select.integer(1), 3)
            + TotalsChecksum.term(select.integer(2), 4)
          guard select.integerIfAny(3) == checksum % TotalsChecksum.modulus, TotalsChecksum.isCount(select.integer(1)) else {
            throw TotalsChecksum.damage("the totals of the word '\(select.text(0))'")
          }
          // Only now: a flipped bit may have made a count small.
          guard select.int(1) >= minimum else { continue }
          sums.add(names.number(ofWord: ExactString(select.text(0))), count: select.int(1), total: select.integer(2))
        }
      }
      for special in names.units == .words ? [1] : [0, 1] where special == 0 || includeSpecial {
        let select = try DirectStatement(
          "SELECT token, count, total, checksum FROM token_total WHERE slice = ? AND special = ?", in: database)
        select.bind(1, part)
        select.bind(2, special)
        while try select.step() {
          let id = select.integer(0)
          let checksum =
            TotalsChecksum.term(part, 1) + TotalsChecksum.term(Int64(special), 2) + TotalsChecksum.term(id, 3)
            + TotalsChecksum.term(select.integer(1), 4) + TotalsChecksum.term(select.integer(2), 5)
          guard select.integerIfAny(3) == checksum % TotalsChecksum.modulus, TotalsChecksum.isCount(select.integer(1)) else {
            throw TotalsChecksum.damage("the totals of token \(id)")
          }
          guard select.int(1) >= minimum else { continue }
          sums.add(special == 1 ? try names.number(ofSpecial: id) : id, count: select.int(1), total: select.integer(2))
        }
      }
    }
    return sums
  }

  /// The rows of `slice` that hold totals; several only for all examples, which are those of all predicted labels together.
  private func parts(of slice: Slice) throws -> [Int64] {
    let select = try DirectStatement(
      slice.keepsTotals
        ? "SELECT id FROM slice WHERE gold = ? AND predicted = ?" : "SELECT id FROM slice WHERE gold = ? AND predicted <> ?",
      in: database)
    select.bind(1, slice.gold)
    select.bind(2, slice.predicted)
    var parts: [Int64] = []
    while try select.step() { parts.append(select.integer(0)) }
    return parts
  }
}
