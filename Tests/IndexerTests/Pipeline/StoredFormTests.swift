import Foundation
import Store
import Support
import TestSupport
import Testing

/// `--codec` and `--no-text`: the form in which a store keeps its data.
struct StoredFormTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  @Test("--codec lossless keeps every bit; compact keeps each value within 0.1 % in less space; the store names its codec")
  func codecs() throws {
    let corpus = try movies(12)
    #expect(try run([corpus, "--codec", "lossless"]).status == 0)
    let exact = try (StoreContent(store), AttributionStore.openForReading(at: store).summary())
    try FileManager.default.removeItem(at: store)
    #expect(try run([corpus]).status == 0)
    let near = try (StoreContent(store), AttributionStore.openForReading(at: store).summary())
    #expect(exact.1.codec == "lossless" && exact.1.maxRelativeError == 0 && exact.0.settings.codec == .lossless)
    #expect(near.1.codec == "compact" && near.1.maxRelativeError == 0.001 && near.0.settings.codec == .tenthPercent)
    #expect(near.1.matrixBytes < exact.1.matrixBytes * 3 / 4)
    for (id, matrix) in exact.0.finals {
      let other = try #require(near.0.finals[id])
      for (value, stored) in zip(matrix.values, other.values) { #expect(abs(stored - value) <= 0.001_000_1 * value) }
      // In a lossless matrix, row 0 agrees with the scores, which are always exact.
      let sum = matrix.values.prefix(matrix.size).reduce(0) { $0 + Double($1) }
      #expect(exact.0.examples[id]?.tokens.map(\.score) == matrix.values.prefix(matrix.size).map { Float(Double($0) / sum) })
    }
    #expect(exact.0.examples == near.0.examples)
  }

  @Test("a store keeps its codec", arguments: [("lossless", "compact"), ("compact", "lossless")])
  func codecOfAContinuedStore(first: String, second: String) throws {
    let corpus = try movies(3)
    #expect(try run([corpus, "--codec", first]).status == 0)
    #expect(try run([corpus, "--codec", first]).status == 0)
    let result = try run([corpus, "--codec", second])
    #expect(result.status == 2 && result.errors.contains("was made with codec \(first), not \(second): use the same settings"))
  }

  @Test("an unknown codec is wrong usage")
  func unknownCodec() throws {
    let result = try run([try movies(1), "--codec", "gzip"])
    #expect(result.status == 64 && result.errors.contains("compact") && result.errors.contains("lossless"))
  }

  @Test("--no-text leaves nothing of a text in the file except its tokens and the columns of --keep")
  func withoutTexts() throws {
    let text = "The Unmistakable  PHRASE, tinged with Zyxwvut"
    let corpus = try directory.write(
      "id,text,second,label,note\nfirst,\"\(text)\",Another  SENTENCE Here,positive,kept as is\nother,plain,,negative,too\n", to: "c.csv")
    let options = [corpus.path, "--text-pair", "second", "--keep", "note"]
    #expect(try run(options + ["--no-text"]).status == 0)
    let content = try StoreContent(store)
    let example = try #require(content.examples["first"])
    #expect(!content.settings.keepsTexts && example.text.isEmpty && example.pair == nil && example.kept == ["kept as is"])
    #expect(example.tokens.map(\.piece).starts(with: ["[CLS]", "the", "unm", "##ist"]), "\(example.tokens.map(\.piece))")
    #expect(example.tokens.allSatisfy { $0.offsets == nil } && example.tokens.contains { $0.segment == 1 && !$0.isSpecial })
    let bytes = try Data(contentsOf: store)
    for phrase in ["Unmistakable", "PHRASE", "SENTENCE", "Another  ", "Zyxwvut"] {
      #expect(bytes.range(of: Data(phrase.utf8)) == nil, "\(phrase)")
    }
    #expect(bytes.range(of: Data("kept as is".utf8)) != nil)

    try FileManager.default.removeItem(at: store)
    #expect(try run(options).status == 0)
    let whole = try StoreContent(store)
    #expect(whole.finals == content.finals && whole.examples["first"]?.text == text)
  }

  @Test("without texts, a changed text, pair or label is still noticed")
  func changedRowsWithoutTexts() throws {
    func write(_ rows: String) throws -> [String] {
      [try directory.write("id,text,pair,label\n" + rows, to: "c.csv").path, "--text-pair", "pair", "--no-text", "--json"]
    }
    #expect(try run(write("a,one,,1\nb,two,x,1\nc,three,,0\n")).status == 0)
    let again = try run(write("a,one,,positive\nb,two,x,1\nc,three,,0\n"))
    #expect(again.status == 0 && again.output.hasPrefix("{\"examples\": 0, \"skipped\": 3, \"failed\": 0,"))
    let changed = try run(write("a,One,,1\nb,two,y,1\nc,three,,1\nd,four,,0\n"))
    #expect(changed.status == 1 && changed.output.hasPrefix("{\"examples\": 1, \"skipped\": 0, \"failed\": 3,"))
    #expect(changed.errors.split(separator: "\n").allSatisfy { $0.contains("with another text or label, from an earlier run") })
  }

  @Test("a dry run takes the options, and expects fewer bytes without texts and more with the lossless codec")
  func dryRun() throws {
    func bytes(_ options: [String]) throws -> Int {
      let result = try run([Fixtures.samples.appendingPathComponent("movies.jsonl").path, "--dry-run", "--json"] + options)
      let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      return try #require(object["store_bytes"] as? Int)
    }
    let (standard, without, lossless) = (try bytes([]), try bytes(["--no-text"]), try bytes(["--codec", "lossless"]))
    #expect(without < standard && standard < lossless)
  }

  /// The first reviews of the samples.
  private func movies(_ count: Int) throws -> String {
    let lines = try String(contentsOf: Fixtures.samples.appendingPathComponent("movies.jsonl"), encoding: .utf8).split(separator: "\n")
    return try directory.write(lines.prefix(count).joined(separator: "\n"), to: "movies.jsonl").path
  }

  private func run(_ arguments: [String]) throws -> IndexTool.Result {
    try IndexTool.run(arguments + ["--model", IndexTool.model, "--store", store.path, "--quiet"])
  }
}
