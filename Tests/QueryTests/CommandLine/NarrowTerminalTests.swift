import Foundation
import Store
import TestSupport
import Testing

@testable import Presentation

/// Tables on a terminal with few columns.
struct NarrowTerminalTests {
  private static let score = "9007199254740992"
  private let store: SampleStore

  init() throws {
    let names = ["score", "source", "kept_at", "comment", "author", "country", "language", "rating"]
    var settings = SampleStore.settings(keep: names)
    settings.labels = ["negative", "positive", "neither of the two"]
    let examples = (0..<12).map { place in
      SampleStore.example(
        row: place + 1, id: "movies-\(place)", text: String(repeating: "film bad ", count: 20), label: settings.labels[place % 3],
        predicted: settings.labels[place % 2], confidence: 0.75, pieces: [("film", 0..<4, 0.25), ("bad", 5..<8, 0.125)],
        kept: [.text(Self.score), "amazon", "2024-02-29", "a comment of some words", "somebody", "Nowhere", "English", .json("4.5")])
    }
    store = try SampleStore(examples, settings: settings)
  }

  private func lines(_ arguments: [String], width: Int) throws -> [String] {
    let result = try QueryProgram.run(
      [arguments[0], store.url.path] + arguments.dropFirst(), environment: ["COLUMNS": "\(width)"], in: store.directory.url)
    #expect(result.status == 0 && result.errors == "")
    return result.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test(
    arguments: [
      ["labels"], ["tokens", "film"], ["examples"], ["examples", "--contains", "bad"], ["top", "--label", "negative"],
      ["top", "--by", "error-rate"], ["cues", "--ratio", "0", "--purity", "0", "--min-count", "1"], ["top", "--example", "movies-1"],
    ], [80, 60])
  func noLineIsWider(arguments: [String], width: Int) throws {
    let lines = try lines(arguments, width: width)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }, "\(lines.joined(separator: "\n"))")
  }

  @Test func intervalsGoBelowTheirShares() throws {
    let text = try lines(["labels"], width: 80).joined(separator: "\n")
    #expect(text.contains("50.0 %") && text.contains("(15.0–85.0)"), "\(text)")
    #expect(text.contains("neither of the two"), "\(text)")
  }

  @Test func theQuartilesOfATokenGoOnBelow() throws {
    let lines = try lines(["tokens", "film"], width: 80)
    let heads = lines.filter { $0.hasPrefix("label ") }
    #expect(
      heads.map { $0.split(separator: " ").dropFirst(2).joined(separator: " ") } == [
        "examples count mean", "min lower_quart… median upper_quart… max",
      ])
    #expect(try self.lines(["tokens", "film"], width: 120).contains { $0.contains("mean") && $0.contains("upper_quartile") })
  }

  @Test func keptColumnsGiveWayAndTheCaptionNamesThem() throws {
    let text = try lines(["examples", "-k", "2"], width: 80)
    let caption = text.prefix { !$0.isEmpty }.joined(separator: " ")
    #expect(
      caption.hasPrefix("12 examples, of which 2 are shown; left out to fit the width: ") && caption.hasSuffix("rating"), "\(caption)")
    let chosen = try lines(["examples", "-k", "1", "--where", "score>=0", "--sort", "score"], width: 80).joined(separator: "\n")
    #expect(chosen.contains(Self.score) && chosen.contains("of which 1 is shown; left out"), "\(chosen)")
    let one = try lines(["examples", "-k", "1", "--where", "score=\(Self.score)"], width: 80).joined(separator: " ")
    #expect(one.contains("left out to fit the width: score, source"), "\(one)")
    #expect(try lines(["examples"], width: 400).contains { $0.hasPrefix("example") && $0.hasSuffix("rating") })
  }
}
