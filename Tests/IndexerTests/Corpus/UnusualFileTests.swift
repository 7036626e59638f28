import Foundation
import Store
import TestSupport
import Testing

/// Stores that are links or devices, stores beside files of others, and output that cannot be written.
struct UnusualFileTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  private func path(_ name: String) -> String { directory.url.appendingPathComponent(name).path }

  private func index(_ store: String, _ arguments: [String] = []) throws -> IndexTool.Result {
    let corpus = Fixtures.samples.appendingPathComponent("movies.jsonl").path
    return try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store, "--quiet", "--limit", "20"] + arguments)
  }

  /// Changes a number that the record's checksum covers.
  private func damage() throws {
    var bytes = try Data(contentsOf: store)
    let text = try #require(try AttributionStore.openForReading(at: store).example(id: "movies-192")?.text)
    let place = try #require(bytes.range(of: Data(text.utf8)))
    bytes[place.lowerBound] ^= 1
    try bytes.write(to: store)
  }

  @Test("a link to a store that does not exist yet decides where it is created")
  func danglingLink() throws {
    try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "out.globenc")
    #expect(try index(path("link")) == IndexTool.Result(status: 0, output: "", errors: ""))
    #expect(try AttributionStore.openForReading(at: store).summary().examples == 20)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link")) == "out.globenc")
  }

  @Test("a link in a circle is reported and left alone")
  func linkLoop() throws {
    try FileManager.default.createSymbolicLink(atPath: path("loop"), withDestinationPath: "loop")
    let result = try index(path("loop"))
    #expect(result.status == 2 && result.errors.contains("Too many levels of symbolic links"), "\(result)")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("loop")) == "loop")
  }

  @Test("a store with several names is not written to, and can be read by each name")
  func hardLink() throws {
    #expect(try index(store.path).status == 0)
    try FileManager.default.linkItem(atPath: store.path, toPath: path("other"))
    let result = try index(path("other"))
    #expect(result.status == 2 && result.errors.contains("is one file under 2 names (hard links)"), "\(result)")
    #expect(try AttributionStore.openForReading(at: directory.url.appendingPathComponent("other")).summary().examples == 20)
  }

  @Test("a device or pipe is no store, and no file is left beside it")
  func specialFiles() throws {
    #expect(mkfifo(path("pipe"), 0o600) == 0)
    let before = try FileManager.default.contentsOfDirectory(atPath: "/dev").sorted()
    for file in [path("pipe"), "/dev/null", "/dev/full"] {
      #expect(
        try index(file)
          == IndexTool.Result(status: 2, output: "", errors: "globenc-index: \(file) is a device or pipe, not a store\n"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: "/dev").sorted() == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["pipe"])
  }

  @Test("a repair deletes nothing that is in its way")
  func fileInTheWay() throws {
    #expect(try index(store.path).status == 0)
    try damage()
    _ = try directory.write("precious", to: "out.globenc-repair")
    let before = try Data(contentsOf: store)
    let refused = try IndexTool.run(["repair", store.path])
    #expect(refused.status == 2 && refused.output == "")
    #expect(refused.errors.contains("out.globenc-repair, which the repair would write, is there already"), "\(refused)")
    #expect(try String(contentsOfFile: path("out.globenc-repair"), encoding: .utf8) == "precious")
    #expect(try Data(contentsOf: store) == before)
    try FileManager.default.removeItem(atPath: path("out.globenc-repair"))
    #expect(try IndexTool.run(["repair", store.path]).output == "dropped movies-192\n")
  }

  @Test("a failure to write to standard output is reported, and the status is 2")
  func fullOutput() throws {
    func run(_ arguments: String) throws -> IndexTool.Result {
      let corpus = Fixtures.samples.appendingPathComponent("movies.jsonl").path
      let command = "exec \(IndexTool.folder.appendingPathComponent("globenc-index").path) \(arguments) >/dev/full 2>\(path("errors"))"
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/bin/sh")
      shell.arguments = ["-c", command.replacingOccurrences(of: "CORPUS", with: corpus)]
      try shell.run()
      shell.waitUntilExit()
      return IndexTool.Result(
        status: shell.terminationStatus, output: "", errors: try String(contentsOfFile: path("errors"), encoding: .utf8))
    }
    let indexed = try run("CORPUS --model \(IndexTool.model) --store \(store.path) --limit 20 --quiet --json")
    #expect(indexed.status == 2)
    #expect(
      indexed.errors == "globenc-index: everything is stored, but standard output cannot be written to: No space left on device\n")
    try damage()
    let verified = try run("verify \(store.path)")
    #expect(verified.status == 2 && verified.errors.hasSuffix("standard output cannot be written to: No space left on device\n"))
    let repaired = try run("repair \(store.path)")
    #expect(repaired.status == 2 && repaired.errors.contains("was repaired, but standard output cannot be written to"), "\(repaired)")
    #expect(try AttributionStore.openForReading(at: store).summary().examples == 19)
  }

  @Test("a word with a NUL, which only earlier versions took, is added up, verified and repaired like any other")
  func wordWithNUL() throws {
    var record = StoreSamples.record(row: 1, words: 5)
    record.text = String(String.UnicodeScalarView(record.text.unicodeScalars.enumerated().map { $0 == 1 ? "\0" : $1 }))
    try StoreSamples.write(
      [record, StoreSamples.record(row: 2, id: "movies-192", label: nil, predicted: nil, words: ["not", "a"])], to: store)
    #expect(try AttributionStore.openForReading(at: store).verify { _ in }.damages == 0)
    try damage()
    #expect(try IndexTool.run(["repair", store.path]).output == "dropped movies-192\n")
    #expect(try AttributionStore.openForReading(at: store).verify { _ in }.damages == 0)
  }
}
