import GRDB
import Schema
import Testing

@testable import Store

/// The columns of each table are listed once, beside the row's type; statements, checksums and the digest follow from this list.
struct ColumnListTests {
  private static var rows: [any TableRow.Type] {
    [
      SettingsFields.self, RunFields.self, LabelFields.self, PieceFields.self, ExampleFields.self, WindowFields.self, MatrixFields.self,
      SliceCounters.self, TokenTotal.self, WordTotal.self, MatrixTotal.self, MethodFields.self, ScoreFields.self, EvaluationFields.self,
    ]
  }

  private func database() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      TotalsChecksum.register(on: database)
      RowChecksum.register(on: database)
    }
    let queue = try DatabaseQueue(configuration: configuration)
    try queue.write { database in for sql in Schema.migrations { try database.execute(sql: sql) } }
    return queue
  }

  @Test("each table of the schema has one list, with each of its columns once")
  func complete() throws {
    try database().read { database in
      let tables = try String.fetchSet(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
      #expect(tables == Set(Self.rows.map { $0.table }))
      for row in Self.rows {
        let columns = try String.fetchAll(database, sql: "SELECT name FROM pragma_table_info(?)", arguments: [row.table])
        #expect(row.columns.list.split(separator: ", ").map(String.init).sorted() == columns.sorted(), "\(row.table)")
        #expect(Int(row.columns.count) == columns.count)
      }
    }
  }

  @Test("a row is read as it was bound, including missing, empty and zero-filled values")
  func roundTrip() throws {
    let example = ExampleFields(
      key: 7, row: -3, id: "a\0b", text: "", pair: nil, label: LabelCell(id: 2, name: "x"), predicted: LabelCell(), confidence: 0.25,
      value: nil, isTruncated: true, tokenCount: 5, kept: KeptCell(text: "{}"), tokenIDs: [], offsets: [0, 255], scores: [1],
      logits: [], content: .min, windows: 3, labels: nil, run: 9, checksum: .max)
    try database().write { database in
      let insert = try DirectStatement(ExampleFields.insertion, in: database)
      example.bind(to: insert)
      try insert.run()
      let select = try DirectStatement("SELECT 'before', \(ExampleFields.qualified.list) FROM example", in: database)
      defer { select.reset() }
      #expect(try select.step())
      let stored = ExampleFields(at: select, from: 1)
      #expect(stored.id == example.id && stored.text == "" && stored.pair == nil && stored.value == nil && stored.labels == nil)
      #expect(stored.label.id == 2 && stored.predicted.id == nil && stored.offsets == [0, 255] && stored.tokenIDs.isEmpty)
      #expect(stored.content == .min && stored.checksum == .max && stored.run == 9 && stored.isTruncated && stored.kept.text == "{}")
      var named = stored
      named.label.name = "x"
      #expect(named.sum == example.sum)
    }
  }

  @Test("columns in a condition are not read, and keep their values")
  func skipped() throws {
    try database().write { database in
      var total = TokenTotal(slice: 3, special: 1, token: 101, moments: Moments(count: 2, total: -5))
      total.checksum = total.terms() % TotalsChecksum.modulus
      let insert = try DirectStatement(TokenTotal.insertion, in: database)
      #expect(total.bind(to: insert) == TokenTotal.columns.count + 1)
      try insert.run()
      let select = try DirectStatement("SELECT \(TokenTotal.columns.list(skipping: 2)) FROM token_total", in: database)
      defer { select.reset() }
      #expect(try select.step())
      var read = TokenTotal(slice: 3, special: 1)
      read.read(at: select, skipping: 2)
      #expect(read.token == 101 && read.moments == total.moments && read.isSound)
      var other = TokenTotal(slice: 2, special: 1)
      other.read(at: select, skipping: 2)
      #expect(other.slice == 2 && !other.isSound)
    }
  }

  @Test("the checksum of a row of totals equals that of the SQL function, and adding to a row adds its terms")
  func totals() throws {
    try database().write { database in
      let total = WordTotal(slice: 12, word: "naïve\0film", moments: Moments(texts: 3, count: 4, total: -9, squares: 1 << 40, cubes: -1))
      let select = try DirectStatement("SELECT totals_checksum(?, ?, ?, ?, ?, ?, ?)", in: database)
      let moments = total.moments
      select.bind(
        values: total.slice, total.word, moments.texts, moments.count, moments.total, moments.squares, moments.cubes)
      defer { select.reset() }
      #expect(try select.step())
      #expect(select.value() == total.terms() % TotalsChecksum.modulus)
      let more = Moments(texts: 1, count: 1, total: 100, squares: 5, cubes: 2)
      var sum = total
      sum.moments += more
      #expect(sum.terms() % TotalsChecksum.modulus == (total.terms() + more.terms(from: 3)) % TotalsChecksum.modulus)
    }
  }

  @Test("an example's checksum follows schema/README.md; in version 1, without content, windows and run")
  func examples() {
    var fields = ExampleFields(row: 4, id: "e", text: "t", label: LabelCell(name: "l"), tokenCount: 1, kept: KeptCell(values: [nil]))
    func documented(_ tail: [Int]) -> Int64 {
      var checksum = Checksum()
      checksum.add(4)
      checksum.add("e")
      checksum.add("t")
      checksum.add(String?.none)
      checksum.add("l")
      checksum.add(String?.none)
      checksum.add(Double?.none)
      checksum.add(Double?.none)
      for number in [0, 1, 1, -1, 0, 0, 0, 0] + tail { checksum.add(number) }
      return checksum.stored
    }
    fields.run = 6
    #expect(fields.sum == documented([]))
    (fields.content, fields.windows) = (77, 2)
    #expect(fields.sum == documented([77, 2, 6]))
    fields.run = nil
    fields.checksum = fields.sum
    #expect(fields.checksum == documented([77, 2]))
    fields.complete(run: 6)
    #expect(fields.checksum == fields.sum && fields.sum == documented([77, 2, 6]))
  }
}
