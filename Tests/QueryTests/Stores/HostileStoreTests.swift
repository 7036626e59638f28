import Foundation
import GRDB
import TestSupport
import Testing

/// A store may come from a stranger: whatever it contains, a query ends with one sentence, without a trap, soon, and in little memory.
struct HostileStoreTests {
  private static let commands = [
    ["info"], ["top", "--example", "a"], ["top", "--label", "negative", "--min-count", "1"], ["show", "a"], ["matrix", "a"],
    ["export", "--what", "examples"], ["examples", "--contains", "film"], ["labels"], ["verify"],
  ]

  private func sample(_ sql: String) throws -> SampleStore {
    let sample = try SampleStore()
    let queue = try DatabaseQueue(path: sample.url.path)
    try queue.inDatabase { try $0.execute(sql: sql) }
    try queue.close()
    return sample
  }

  @Test(
    "a table that is something else is refused with exit status 2, whatever is asked",
    arguments: [
      // A view that never ends.
      "DROP TABLE example; CREATE VIEW example AS WITH RECURSIVE n(key) AS (SELECT 1 UNION ALL SELECT key + 1 FROM n) SELECT * FROM n",
      // A view that calls functions.
      "ALTER TABLE label RENAME TO l; CREATE VIEW label AS SELECT id, hex(zeroblob(100000000)) AS name FROM l",
      "ALTER TABLE settings RENAME TO s; CREATE VIEW settings AS SELECT *, load_extension('x') FROM s",
      "CREATE TRIGGER t AFTER INSERT ON example BEGIN DELETE FROM matrix; END",
      "ALTER TABLE matrix DROP COLUMN checksum", "DROP TABLE token", "ALTER TABLE example ADD COLUMN more AS (hex(zeroblob(100000000)))",
    ])
  func tables(sql: String) throws {
    let sample = try sample(sql)
    for command in Self.commands {
      let result = try QueryProgram.run([command[0], sample.url.path] + command.dropFirst())
      #expect(result.status == 2 && result.text == "", "\(command): \(result)")
      #expect(result.errors.hasPrefix("globenc-query: the store \(sample.url.path)"), "\(command): \(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    }
  }

  @Test(
    "numbers and blobs that lie about sizes are damage, and make no room for what is not there",
    arguments: [
      "UPDATE matrix SET size = 8192", "UPDATE matrix SET size = 9223372036854775807", "UPDATE matrix SET payload = zeroblob(3)",
      "UPDATE matrix SET size = 'x', codec = x'00', exponent = 1e999", "UPDATE example SET tokens = 9223372036854775807",
      "UPDATE example SET windows = 9223372036854775807, tokens = -1", "UPDATE example SET token_ids = zeroblob(100000000)",
      "UPDATE example SET offsets = x'FFFFFFFFFFFFFFFFFFFF', scores = x'01'",
      "UPDATE example SET id = x'C328', text = 5, kept = 'x' WHERE id = 'a'",
      "UPDATE token SET id = 9223372036854775807 WHERE piece = 'film'", "UPDATE slice SET examples = 9223372036854775807",
      "UPDATE token_total SET count = 9223372036854775807, total = -9223372036854775807 - 1",
      "UPDATE run SET started_at = 1e308, finished_at = -1e308, examples = -1",
      "UPDATE matrix_total SET matrix_values = 9223372036854775807",
      "UPDATE label SET name = zeroblob(50000000) WHERE id = 1", "UPDATE example SET key = 9223372036854775807 WHERE id = 'a'",
    ])
  func lies(sql: String) throws {
    let sample = try sample(sql)
    for command in Self.commands {
      // With 2 GB of address space, memory for a false size cannot be allocated.
      let result = try QueryProgram.run([command[0], sample.url.path] + command.dropFirst(), addresses: 2_000_000)
      #expect([0, 1, 2].contains(result.status), "\(command): \(result)")
      #expect(command != ["verify"] || result.status != 0 || sql.contains("run"), "\(sql)")
    }
  }

  @Test(
    "a label whose name has 50 MB is named as damage, its examples are refused, and all others are answered, within 500 MB of addresses")
  func longLabel() throws {
    let others = SampleStore.example(
      row: 5, id: "d", text: "fine", label: "other", predicted: "positive", confidence: 0.5, pieces: [("fine", 0..<4, 0.25)])
    let sample = try SampleStore(SampleStore.reviews + [others])
    try DatabaseQueue(path: sample.url.path).inDatabase {
      try $0.execute(sql: "UPDATE label SET name = hex(zeroblob(25000000)) WHERE name = 'other'")
    }
    let name = "the name of label 3 has 50000000 bytes, where 65536 are the most"
    for command in [["info"], ["labels"], ["labels", "--contains", "fine"], ["export", "--what", "labels"], ["tokens", "fine"]] {
      let result = try limited(command, of: sample)
      #expect(result.status == 1 && result.text == "" && result.errors.contains(name), "\(command): \(result)")
    }
    for command in [["top", "--example", "d"], ["show", "d"], ["matrix", "d"], ["top", "--label", "other", "--min-count", "1"]] {
      let result = try limited(command, of: sample)
      #expect(result.status == 1 && result.text == "" && result.errors.split(separator: "\n").count == 1, "\(command): \(result)")
    }
    let exported = try limited(["export", "--what", "examples"], of: sample)
    #expect(exported.status == 1 && exported.text.split(separator: "\n").count > 3 && exported.errors.contains("example 'd' is damaged"))
    for command in [
      ["top", "--example", "a"], ["show", "a"], ["matrix", "a"], ["top", "--label", "negative", "--min-count", "1"],
      ["top", "--predicted", "positive", "--min-count", "1"],
      ["examples", "--label", "negative"], ["cues", "--label", "negative", "--min-count", "1", "--ratio", "0"], ["info", "--digest"],
    ] {
      let result = try limited(command, of: sample)
      #expect(result.status == 0 && result.errors == "", "\(command): \(result)")
    }
    let verified = try limited(["verify"], of: sample)
    #expect(verified.status == 1 && verified.text.contains("table label: \(name)"), "\(verified)")
  }

  /// Runs the program with too little memory to read such a name several times.
  private func limited(_ command: [String], of sample: SampleStore) throws -> QueryProgram.Result {
    try QueryProgram.run([command[0], sample.url.path] + command.dropFirst(), addresses: 500_000)
  }

  @Test("a foreign database, a text file and a truncated store are refused in one sentence")
  func noStores() throws {
    let directory = try TemporaryDirectory()
    let foreign = directory.url.appendingPathComponent("foreign.db")
    try DatabaseQueue(path: foreign.path).write { try $0.execute(sql: "CREATE TABLE example (id TEXT)") }
    let text = try directory.write(String(repeating: "SQLite format 3\u{0}", count: 900), to: "text.db")
    let sample = try SampleStore()
    let whole = try Data(contentsOf: sample.url)
    let cut = try directory.write(whole.prefix(whole.count - 8192), to: "cut.db")
    for file in [foreign, text, cut] {
      for command in Self.commands {
        let result = try QueryProgram.run([command[0], file.path] + command.dropFirst())
        #expect(result.status == 2 && result.text == "" && result.errors.split(separator: "\n").count == 1, "\(file) \(result)")
      }
    }
  }
}
