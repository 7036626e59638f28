import GRDB

/// Reads the kept totals of a slice, within one access to the database.
struct TotalsReader {
  /// One token's sums before it has its name.
  struct Sum {
    /// The vocabulary id, or the place in `words`.
    var unit: Int64
    var count: Int
    var total: Int64

    var mean: Double { FixedPoint.double(total) / Double(count) }
  }

  private let database: Database

  init(_ database: Database) throws {
    self.database = database
  }

  /// Examples of the slice.
  func examples(in slice: Slice) throws -> Int {
    let select = try DirectStatement(cached: "SELECT examples FROM slice WHERE gold = ? AND predicted = ?", in: database)
    select.bind(1, slice.gold)
    select.bind(2, slice.predicted)
    defer { select.reset() }
    return try select.step() ? select.int(0) : 0
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

  /// The sums of the slice's pieces, by vocabulary id. Each part is one range of the table.
  func pieces(of slice: Slice, special: ClosedRange<Int>) throws -> [Sum] {
    let select = try DirectStatement(
      "SELECT token, count, total FROM token_total WHERE slice = ? AND special BETWEEN ? AND ?", in: database)
    let parts = try parts(of: slice)
    var sums: [Sum] = []
    for part in parts {
      select.bind(1, part)
      select.bind(2, special.lowerBound)
      select.bind(3, special.upperBound)
      while try select.step() { sums.append(Sum(unit: select.integer(0), count: select.int(1), total: select.integer(2))) }
      select.reset()
    }
    // One range of ordinary tokens holds each of them once.
    return parts.count == 1 && special.count == 1 ? sums : Self.merged(sums)
  }

  /// The sums of the slice's words and the words; only those with `minimumCount` occurrences where the slice is one range.
  func words(of slice: Slice, minimumCount: Int) throws -> (sums: [Sum], words: [ExactString]) {
    let parts = try parts(of: slice)
    let select = try DirectStatement("SELECT word, count, total FROM word_total WHERE slice = ? AND count >= ?", in: database)
    var sums: [Sum] = []
    var words: [ExactString] = []
    var numbers: [ExactString: Int] = [:]
    for part in parts {
      select.bind(1, part)
      select.bind(2, parts.count == 1 ? minimumCount : 0)
      while try select.step() {
        let word = ExactString(select.text(0))
        if parts.count > 1 {
          if let number = numbers[word] {
            sums[number].count += select.int(1)
            sums[number].total += select.integer(2)
            continue
          }
          numbers[word] = words.count
        }
        sums.append(Sum(unit: Int64(words.count), count: select.int(1), total: select.integer(2)))
        words.append(word)
      }
      select.reset()
    }
    return (sums, words)
  }

  /// The name of a vocabulary piece.
  func name(ofPiece id: Int64) throws -> ExactString {
    let select = try DirectStatement(cached: "SELECT piece FROM token WHERE id = ?", in: database)
    select.bind(1, id)
    defer { select.reset() }
    guard try select.step() else { throw StoreError("the store is damaged: token \(id) has no piece") }
    return ExactString(select.text(0))
  }

  /// Adds up the sums of the same unit.
  private static func merged(_ sums: [Sum]) -> [Sum] {
    var merged: [Sum] = []
    merged.reserveCapacity(sums.count)
    for sum in sums.sorted(by: { $0.unit < $1.unit }) {
      if let last = merged.indices.last, merged[last].unit == sum.unit {
        merged[last].count += sum.count
        merged[last].total += sum.total
      } else {
        merged.append(sum)
      }
    }
    return merged
  }
}
