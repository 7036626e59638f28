import Foundation
import TestSupport
import Testing

struct StoreFileTests {
  private static let commands = [
    ["info", "STORE"], ["top", "STORE", "--example", "a"], ["top", "STORE", "--label", "negative", "--min-count", "1"],
    ["show", "STORE", "a"],
    ["matrix", "STORE", "a"], ["export", "STORE", "--what", "labels"], ["examples", "STORE"], ["labels", "STORE"],
    ["tokens", "STORE", "not"],
    ["cues", "STORE", "--min-count", "1", "--ratio", "1"], ["compare", "STORE", "STORE"], ["verify", "STORE"],
  ]

  private func expectRefusal(of store: URL) throws {
    for command in Self.commands {
      let result = try QueryProgram.run(command.map { $0 == "STORE" ? store.path : $0 })
      #expect(result.status == 2, "\(command)")
      #expect(result.text == "")
      #expect(result.errors.hasPrefix("globenc-query: "))
      #expect(result.errors.contains(store.lastPathComponent))
      #expect(result.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func aMissingStoreIsNamedAndNotCreated() throws {
    let directory = try TemporaryDirectory()
    let store = directory.url.appendingPathComponent("missing.db")
    try expectRefusal(of: store)
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  @Test func aForeignFileIsNamed() throws {
    let directory = try TemporaryDirectory()
    try expectRefusal(of: directory.write("id,text\n1,hello\n", to: "corpus.csv"))
    try expectRefusal(of: directory.write("", to: "empty.db"))
  }

  @Test func aTruncatedStoreIsNamed() throws {
    let sample = try SampleStore()
    let whole = try Data(contentsOf: sample.url)
    try expectRefusal(of: sample.directory.write(whole.prefix(whole.count / 2), to: "half.db"))
  }

  @Test func aFolderIsNoStore() throws {
    let directory = try TemporaryDirectory()
    try expectRefusal(of: directory.url)
  }

  @Test func readingChangesNothing() throws {
    let sample = try SampleStore()
    let before = try Data(contentsOf: sample.url)
    for command in Self.commands {
      let result = try QueryProgram.run(command.map { $0 == "STORE" ? sample.url.path : $0 })
      #expect(result.status == 0)
    }
    #expect(try Data(contentsOf: sample.url) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: sample.directory.url.path) == ["reviews.db"])
  }

  @Test func aDamagedRecordIsNamedAndTheOthersAreRead() throws {
    let sample = try SampleStore()
    var file = try Data(contentsOf: sample.url)
    let text = try #require(file.range(of: Data("not unwatchable".utf8)))
    file[text.lowerBound] ^= 1
    try file.write(to: sample.url)
    for arguments in [["show", "a"], ["top", "--example", "a"]] {
      let result = try QueryProgram.run([arguments[0], sample.url.path] + arguments.dropFirst())
      #expect(result.status == 1, "\(arguments)")
      #expect(result.text == "")
      #expect(result.errors.hasPrefix("globenc-query: the record of example 'a' is damaged"))
    }
    #expect(try sample.run("show", "b").status == 0)
    #expect(try sample.run("top", "--label", "negative", "--min-count", "1").status == 0)
  }

  @Test(arguments: [
    "export STORE --what tokens", "examples STORE --format json", "top STORE --label negative --min-count 1", "labels STORE",
  ])
  func aReaderThatHasSeenEnoughEndsTheProgramQuietly(command: String) throws {
    let sample = try SampleStore()
    let arguments = command.replacingOccurrences(of: "STORE", with: "'\(sample.url.path)'")
    let shell = Process()
    let errors = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    // The reader has ended before the program begins to write.
    shell.arguments = ["-c", "(sleep 0.2; '\(QueryProgram.url.path)' \(arguments); echo $? >&2) | true"]
    shell.standardError = errors
    try shell.run()
    shell.waitUntilExit()
    // SIGPIPE ends the program without a message, as it ends other programs.
    #expect(String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "141\n")
  }
}
