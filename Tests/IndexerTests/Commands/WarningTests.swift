import Foundation
import Store
import Support
import TestSupport
import Testing

@testable import Indexer

struct WarningTests {
  @Test func controlCharactersAreEscaped() {
    #expect("a\u{1B}[31m\n\t\r\u{7F}\u{9B}\0b".printable == "a\\u001B[31m\\n\\t\\r\\u007F\\u009B\\u0000b")
    #expect("\u{E9}t\u{E9} \u{1F600}".printable == "\u{E9}t\u{E9} \u{1F600}")
  }

  @Test func whatTurnsTheOrderOfLettersIsEscaped() {
    #expect("a\u{202E}b\u{2066}c\u{2069}\u{200F}\u{61C}\u{2028}d".printable == "a\\u202Eb\\u2066c\\u2069\\u200F\\u061C\\u2028d")
    #expect("\u{5E9}\u{5DC} \u{200D}\u{AD}".printable == "\u{5E9}\u{5DC} \u{200D}\u{AD}")
    #expect("{\"a\": \"\u{202E}\"}\nb\r\n".printableLines == "{\"a\": \"\\u202E\"}\nb\\r\n")
  }

  @Test func noOutputOfTheProgramIsTurnedAround() throws {
    let directory = try TemporaryDirectory()
    let store = directory.url.appendingPathComponent("out.globenc").path
    let name = "c\u{202E}vsc.csv"
    let corpus = try directory.write("id,text\na\u{2067},one\na\u{2067},two\n", to: name).path
    for options in [
      ["--store", store], ["--store", store, "--dry-run"], ["--store", store, "--dry-run", "--json"], ["--stroe\u{202E}", store],
    ] {
      let result = try IndexTool.run([corpus, "--model", IndexTool.model] + options)
      #expect(result.status != 0)
      let all = result.output + result.errors
      #expect(!all.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{2067}" }, "\(options): \(all)")
    }
    #expect(try IndexTool.run(["verify", store + "\u{202E}"]).errors.contains("\\u202E"))
  }

  @Test func whatACorpusHoldsDoesNotReachTheTerminalRaw() throws {
    let directory = try TemporaryDirectory()
    let store = directory.url.appendingPathComponent("out.globenc").path
    let corpus = try directory.write("id,text\na\u{1B}[2J,one\na\u{1B}[2J,two\n", to: "c\u{1B}[1m.csv").path
    let result = try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store, "--quiet"])
    #expect(result.status == 1)
    #expect(result.errors.hasSuffix("c\\u001B[1m.csv:3: row 2: repeats the id 'a\\u001B[2J' of row 1\n"))
    #expect(!result.errors.contains("\u{1B}"))
    let header = try directory.write("\u{1B}[2J,b\n", to: "h.csv").path
    #expect(
      try IndexTool.run([header, "--model", IndexTool.model, "--store", store]).errors.contains(
        "it has '\\u001B[2J', 'b': say which one is the text with --text (its first line must be a header)\n"))
  }
}
