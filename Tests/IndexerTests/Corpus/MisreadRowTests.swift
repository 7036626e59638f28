import Foundation
import TestSupport
import Testing

@testable import Indexer

/// Rows that could be misread: each is named or counted.
struct MisreadRowTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("s.globenc")
  }

  /// Indexes a corpus; in the result, FILE stands for its path.
  private func run(_ text: String, _ name: String, _ options: [String] = []) throws -> IndexTool.Result {
    let corpus = try directory.write(text, to: name).path
    var result = try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store.path] + options)
    result.errors = result.errors.replacingOccurrences(of: corpus, with: "FILE")
    return result
  }

  @Test("a corpus of dictionaries as Python prints them gives one sentence, and nothing is created")
  func pythonOnly() throws {
    for (name, text) in [
      ("c.jsonl", "{'text': 'good', 'label': None}\n{'text': 'bad', 'label': 1}\n"), ("d.jsonl", "{\"text\": \"good\", \"label\": None}\n"),
      ("e.json", "[{'text': 'good'}, {'text': 'bad'}]"),
    ] {
      let result = try run(text, name)
      #expect(result.status == 2)
      #expect(
        result.errors
          == "globenc-index: corpus 'FILE' has no row of JSON, but what Python prints of a dictionary (its repr): write each row with "
          + "json.dumps(row), not str(row)\n", "\(name)")
      #expect(!FileManager.default.fileExists(atPath: store.path))
    }
  }

  @Test func pythonAmongOtherRows() throws {
    let result = try run("{\"text\": \"good\"}\n{\"text\": \"bad\", \"x\": None}\n{'text': 'bad'}\n{\"text\": nonsense}\n", "c.jsonl")
    #expect(result.status == 1)
    let lines = result.errors.split(separator: "\n").map(String.init)
    #expect(
      lines.filter { $0.hasPrefix("FILE:") } == [
        "FILE:2: row 2: not JSON but what Python prints, from byte 22 on", "FILE:3: row 3: not JSON but what Python prints, from byte 2 on",
        "FILE:4: row 4: not JSON: a value expected at byte 10",
      ])
    #expect(lines.filter { $0.contains("json.dumps") }.count == 1)
  }

  @Test("the id of a row without one is its number, and the message about a repeated one says so")
  func rowNumbers() throws {
    let result = try run("id,text\n2,good\n,bad\n", "c.csv", ["--quiet"])
    #expect(result.status == 1)
    #expect(result.errors == "FILE:3: row 2: has no id, and its row number '2' is the id of row 1: give every row an id, or none\n")
    try FileManager.default.removeItem(at: store)
    let reversed = try run("id,text\n,good\n1,bad\n", "d.csv", ["--quiet"])
    #expect(
      reversed.errors
        == "FILE:3: row 2: repeats the id '1' of row 1, whose row number it is: a row without an id has its number for one\n")
  }

  @Test("a member in use that occurs twice with different values makes a bad row")
  func members() throws {
    let rows = """
      {"text": "good", "text": "bad"}
      {"text": "good", "text": "good", "x": 1, "x": 2}
      {"text": "good", "label": "positive", "label": 1}

      """
    let result = try run(rows, "c.jsonl", ["--quiet"])
    #expect(result.status == 1)
    #expect(
      result.errors == "FILE:1: row 1: has 'text' twice, with different values\nFILE:3: row 3: has 'label' twice, with different values\n")
    #expect(try StoreContent(store).ids == ["2"])
  }

  @Test(
    "texts without a word are counted",
    arguments: [
      ("c.jsonl", "{\"text\": \"\"}\n{\"text\": \" \"}\n{\"text\": \"good\"}\n"), ("c.csv", "id,text\n1,\n2, \n3,good\n"),
      ("c.txt", "\n \ngood\n"),
    ]) func emptyTexts(name: String, text: String) throws
  {
    let warning = "globenc-index: warning: 2 of 3 texts are empty or blank: predictions for them rest on no word\n"
    let dry = try run(text, name, ["--dry-run", "--quiet"])
    #expect(dry.status == 0 && dry.errors == warning)
    let result = try run(text, name, ["--quiet", "--json"])
    #expect(result.status == 0 && result.errors == warning)
    #expect(result.output.contains(", \"empty_texts\": 2"))
    // Nothing was indexed.
    #expect(try run(text, name, ["--quiet"]).errors == "")
  }
}
