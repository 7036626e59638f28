import Foundation
import TestSupport
import Testing

/// The output in docs/queries.md and docs/explain.md is the output of the programs.
///
/// With GLOBENC_UPDATE_DOCS=1 in the environment, the files are rewritten with the present output.
struct DocumentedQueriesTests {
  private static let file = Fixtures.repository.appendingPathComponent("docs/queries.md")

  @Test func everyBlockOfQueriesIsRealOutput() throws { #expect(try check(Self.file) > 10) }

  @Test func everyBlockOfExplainIsRealOutput() throws {
    #expect(try check(Fixtures.repository.appendingPathComponent("docs/explain.md")) > 4)
  }

  /// This takes half a minute, and counts near the border between two classes may differ by one on another processor.
  @Test(.enabled(if: isLong && SharedFolder.url != nil, "a long test, for the larger model and corpora"))
  func everyBlockOfTheAuditIsRealOutput() throws {
    let shared = try #require(SharedFolder.url)
    let directory = try TemporaryDirectory()
    for path in ["corpora/amazon.jsonl", "corpora/tweets.jsonl", "models/minilm-l6-sentiment"] {
      let target = shared.appendingPathComponent(path)
      try FileManager.default.createSymbolicLink(
        at: directory.url.appendingPathComponent(target.lastPathComponent), withDestinationURL: target)
    }
    let commands = try check(Self.file, chapter: "audit", in: directory)
    #expect(8...15 ~= commands)
  }

  private static let isLong = ProcessInfo.processInfo.environment["GLOBENC_LONG"] == "1"

  /// Runs the commands of a document on the samples, and compares or rewrites their output.
  /// - Returns: Number of commands.
  private func check(_ file: URL) throws -> Int {
    let directory = try TemporaryDirectory()
    try FileManager.default.createSymbolicLink(
      at: directory.url.appendingPathComponent("samples"), withDestinationURL: Fixtures.samples)
    return try check(file, in: directory)
  }

  /// Runs the commands of a document, or of a chapter, in a folder, and compares or rewrites their output.
  /// - Returns: Number of commands.
  private func check(_ file: URL, chapter: String? = nil, in directory: TemporaryDirectory) throws -> Int {
    let document = try ConsoleDocument(file, chapter: chapter)
    var commands = 0
    for part in document.parts {
      switch part {
      case .prose: break
      case .preparation(let command): try run(command, in: directory.url)
      case .session(let entries):
        for entry in entries {
          commands += 1
          let difference = PrintedNumbers.difference(entry.output, try run(entry.command, in: directory.url))
          if !isUpdating { #expect(difference == nil, "\(entry.command)") }
        }
      }
    }
    if isUpdating { try document.text { try run($0, in: directory.url) }.write(to: file, atomically: true, encoding: .utf8) }
    return commands
  }

  private var isUpdating: Bool { ProcessInfo.processInfo.environment["GLOBENC_UPDATE_DOCS"] == "1" }

  /// The output of a shell command, including errors; the built programs are on the path.
  @discardableResult
  private func run(_ command: String, in directory: URL) throws -> String {
    let output = Pipe()
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", command]
    shell.currentDirectoryURL = directory
    shell.environment = ["PATH": QueryProgram.url.deletingLastPathComponent().path + ":/usr/bin:/bin"]
    shell.standardInput = FileHandle.nullDevice
    shell.standardOutput = output
    shell.standardError = output
    try shell.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  @Test func numbersMayDifferInTheirLastDigitOnly() {
    #expect(PrintedNumbers.difference("a 0.1234  2\n", "a 0.1235  2") == nil)
    #expect(PrintedNumbers.difference("0.12345678", "0.12345999") == nil)
    #expect(PrintedNumbers.difference("0.1234", "0.1236") != nil)
    #expect(PrintedNumbers.difference("a 12", "a 13") != nil)
    #expect(PrintedNumbers.difference("a 0.5", "b 0.5") != nil)
    #expect(PrintedNumbers.difference("a\nb", "a") != nil)
  }
}
