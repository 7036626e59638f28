import Foundation
import GRDB
import Schema
import Store
import Support
import TestSupport
import Testing

/// Opening refuses files that are no stores of ours, and does not change them.
struct OpeningTests {
  let directory: TemporaryDirectory
  let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
  }

  /// The files of the directory, with their bytes.
  private func contents() throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: directory.url.path) {
      contents[name] = FileManager.default.contents(atPath: directory.url.appendingPathComponent(name).path)
    }
    return contents
  }

  /// Expects that opening for reading and for writing both throw an error with these words, and change nothing in the directory.
  private func expectRefusal(_ words: String...) throws {
    let before = try contents()
    for open in [
      { _ = try AttributionStore.openForReading(at: url) },
      { _ = try AttributionStore.openForWriting(at: url, settings: StoreSamples.settings()) },
    ] {
      let error = #expect(throws: StoreError.self) { try open() }
      for word in words + [url.relativePath] {
        #expect(error?.description.contains(word) == true, "\(error?.description ?? "") lacks \(word)")
      }
      #expect(error?.description.contains("\n") == false)
      #expect(try contents() == before)
    }
  }

  @Test func `a missing store is not created by reading`() throws {
    #expect(throws: StoreError("there is no store \(url.relativePath)", kind: .notFound)) { try AttributionStore.openForReading(at: url) }
    #expect(try contents().isEmpty)
  }

  @Test(arguments: [
    (StoreSettings.ProblemType.singleLabel, "single_label_classification"), (.multiLabel, "multi_label_classification"),
    (.regression, "regression"), (.none, "none"),
  ])
  func `plain sqlite3 shows the problem type as transformers names it`(type: StoreSettings.ProblemType, text: String) throws {
    try StoreSamples.write([], to: url, settings: StoreSamples.settings(problemType: type))
    let queue = try DatabaseQueue(path: url.path)
    #expect(try queue.read { try String.fetchOne($0, sql: "SELECT problem_type FROM settings") } == text)
    #expect(try AttributionStore.openForReading(at: url).settings.problemType == type)
  }

  @Test func `a text file is refused`() throws {
    try Data(String(repeating: "no database\n", count: 500).utf8).write(to: url)
    try expectRefusal("not a store")
  }

  @Test func `a folder is refused`() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    try expectRefusal("is a folder")
  }

  @Test(arguments: [Configuration.JournalModeConfiguration.default, .wal])
  func `another program's database is refused`(mode: Configuration.JournalModeConfiguration) throws {
    var configuration = Configuration()
    configuration.journalMode = mode
    let queue = try DatabaseQueue(path: url.path, configuration: configuration)
    try queue.write { try $0.execute(sql: "CREATE TABLE example (id TEXT)") }
    try queue.close()
    try expectRefusal("another program")
  }

  @Test func `a store of a newer version is refused`() throws {
    try StoreSamples.write([StoreSamples.record(row: 1)], to: url)
    let queue = try DatabaseQueue(path: url.path)
    try queue.write { try $0.execute(sql: "PRAGMA user_version = \(Schema.migrations.count + 1)") }
    try queue.close()
    try expectRefusal("version \(Schema.migrations.count + 1)", "newer")
  }

  @Test(arguments: [1, 7, 20_000, 100_000])
  func `a truncated store is refused`(missing: Int) throws {
    try StoreSamples.write((1...300).map { StoreSamples.record(row: $0) }, to: url)
    let whole = try Data(contentsOf: url)
    try #require(whole.count > missing)
    try whole.dropLast(missing).write(to: url)
    try expectRefusal("truncated")
  }

  @Test func `a store cut down to its header is refused`() throws {
    try StoreSamples.write([StoreSamples.record(row: 1)], to: url)
    try Data(contentsOf: url).prefix(60).write(to: url)
    try expectRefusal()
  }

  @Test func `an empty file is no store to read, but may become one`() throws {
    try Data().write(to: url)
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForReading(at: url) }
    #expect(error?.description.contains("empty") == true)
    try StoreSamples.write([StoreSamples.record(row: 1)], to: url)
    #expect(try AttributionStore.openForReading(at: url).summary().examples == 1)
  }

  @Test func `a store in a folder that is not there is not created`() throws {
    let lost = directory.url.appendingPathComponent("nowhere/sample.store")
    let error = #expect(throws: StoreError.self) { try AttributionStore.openForWriting(at: lost, settings: StoreSamples.settings()) }
    #expect(error?.description.contains("no folder") == true)
    #expect(try contents().isEmpty)
  }

  @Test func `file names with a special meaning for SQLite are file names`() throws {
    for name in ["a b?c=d#e%41.store", ":memory:", "file:x", "\u{E9}\u{1F600}"] {
      let odd = directory.url.appendingPathComponent(name)
      try StoreSamples.write([StoreSamples.record(row: 1)], to: odd)
      #expect(try AttributionStore.openForReading(at: odd).summary().examples == 1)
      #expect(FileManager.default.fileExists(atPath: odd.path))
    }
  }

  @Test func `a finished store is one file, and reading does not change it`() throws {
    try StoreSamples.write((1...50).map { StoreSamples.record(row: $0) }, to: url)
    let before = try contents()
    #expect(before.keys.sorted() == ["sample.store"])
    // Bytes 18 and 19 of the header: 1 for a rollback journal, 2 for WAL.
    #expect(before["sample.store"].map { Array($0[18...19]) } == [1, 1])
    let store = try AttributionStore.openForReading(at: url)
    _ = try store.summary()
    try store.forEachExample { _ = try store.matrix(exampleID: $0.id, layer: .final) }
    #expect(try contents() == before)
  }

  @Test func `plain sqlite3 can read the views`() throws {
    try StoreSamples.write(
      (1...20).map { StoreSamples.record(row: $0, kept: ["drama"]) }, to: url, settings: StoreSamples.settings(keep: ["genre"]))
    try DatabaseQueue(path: url.path).read { database in
      for view in ["example_view", "matrix_view", "label_view", "token_view", "word_view"] {
        let rows = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(view)") ?? 0
        #expect(rows > 0, "\(view)")
      }
      let genre = try String.fetchOne(database, sql: "SELECT json_extract(kept, '$.genre') FROM example_view")
      #expect(genre == "drama")
    }
  }
}
