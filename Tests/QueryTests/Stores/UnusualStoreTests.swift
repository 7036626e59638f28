import Foundation
import Store
import Support
import TestSupport
import Testing

/// Stores of texts in windows, stores without texts, and stores of the first release.
struct UnusualStoreTests {
  /// Settings like those of the samples' store, with windows or without texts.
  private func settings(stride: Int? = nil, keepsTexts: Bool = true) -> StoreSettings {
    var settings = SampleStore.settings()
    settings.stride = stride
    settings.keepsTexts = keepsTexts
    return settings
  }

  @Test("a text in windows is shown and ranked as a whole, and each of its matrices belongs to a window")
  func windows() throws {
    let folder = try TemporaryDirectory()
    let url = folder.url.appendingPathComponent("reviews.db")
    let store = try AttributionStore.openForWriting(at: url, settings: settings(stride: 1))
    let run = try store.beginRun(RunInfo(backend: "portable", instructionSet: "baseline", corpus: "c", workers: 1, startedAt: Date()))
    let example = SampleStore.reviews[0]
    let windows = [(1, 3), (3, 2)].map { first, count in
      let size = count + 2
      let record = WindowRecord(
        first: first, scores: Array(repeating: 1 / Float(size), count: size), logits: [0, 1], predicted: "positive", confidence: 0.5,
        value: nil)
      let matrix = ScaledMatrix(size: size, values: Array(repeating: 0.5, count: size * size), exponent: first)
      return PackedWindow(record, final: matrix, layers: [], form: store.form)
    }
    try store.write([PackedExample(example, windows: windows, form: store.form)], run: run)
    try store.close()
    func query(_ arguments: String...) throws -> QueryProgram.Result {
      try QueryProgram.run([arguments[0], url.path] + arguments.dropFirst(), in: folder.url)
    }
    let shown = try query("show", "a").text
    #expect(shown.contains("joined from 2 windows\n\n[not] [[unwatchable]]\n"), "\(shown)")
    #expect(try query("top", "--example", "a", "-k", "all").text.components(separatedBy: "\n").count > 5)
    let whole = try query("matrix", "a")
    #expect(whole.status == 64)
    #expect(
      whole.errors.contains(
        "example 'a' was indexed in 2 windows, each with matrices of its own: choose one with --window 1 to --window 2"))
    let second = try query("matrix", "a", "--window", "2")
    #expect(second.text.hasPrefix("token,[CLS],##watch,##able,[SEP]\n[CLS],4.0,"), "\(second.text)")
    #expect(try query("matrix", "a", "--window", "3").status == 1)
    #expect(try query("info").text.contains("max length    windows of 128 tokens, 1 token shared by two neighbours\n"))
  }

  @Test("the time to export a long text's windows is linear in their number")
  func manyWindows() throws {
    let folder = try TemporaryDirectory()
    let url = folder.url.appendingPathComponent("reviews.db")
    let store = try AttributionStore.openForWriting(at: url, settings: settings(stride: 1))
    let run = try store.beginRun(RunInfo(backend: "portable", instructionSet: "baseline", corpus: "c", workers: 1, startedAt: Date()))
    let count = 1_500
    let example = SampleStore.example(
      row: 1, id: "a", text: String(repeating: "a ", count: count + 1), label: nil, predicted: "positive", confidence: 0.5,
      pieces: (0...count).map { ("a", 2 * $0..<2 * $0 + 1, 1 / Float(count + 3)) })
    let windows = (1...count).map { first in
      let record = WindowRecord(
        first: first, scores: [0.25, 0.25, 0.25, 0.25], logits: [0, 1], predicted: "positive", confidence: 0.5, value: nil)
      return PackedWindow(
        record, final: ScaledMatrix(size: 4, values: Array(repeating: 0.5, count: 16), exponent: 0), layers: [], form: store.form)
    }
    try store.write([PackedExample(example, windows: windows, form: store.form)], run: run)
    try store.close()
    let start = ContinuousClock.now
    let result = try QueryProgram.run(["export", url.path, "--what", "matrices", "-o", "m.npz"], in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    // It would take a hundred times as long to search all windows for each window's place.
    #expect(ContinuousClock.now - start < .seconds(15))
    #expect(try ZipReader(Data(contentsOf: folder.url.appendingPathComponent("m.npz"))).entries.count == count)
  }

  @Test("without texts, show spells out the tokens, and exports have neither texts nor offsets")
  func withoutTexts() throws {
    let store = try SampleStore(settings: settings(keepsTexts: false))
    #expect(try store.run("show", "a", "--no-words").text.contains("\n[[not]] un[[watch]]able\n"))
    let top = try store.run("top", "--example", "a", "-k", "1", "--format", "json").text
    #expect(top.contains("\"token\": \"not\"") || top.contains("\"token\":\"not\""), "\(top)")
    #expect(top.contains("null") && !top.contains("[CLS]"))
    let tokens = try store.run("export", "--what", "tokens").text.components(separatedBy: "\n")
    try #require(tokens.count > 2)
    #expect(tokens[1].hasPrefix("a,0,0,[CLS],,,,") && tokens[2].hasPrefix("a,1,0,not,not,,,0.25,"), "\(tokens)")
    let examples = try store.run("export", "--what", "examples", "--format", "jsonl").text.components(separatedBy: "\n")
    #expect(examples[0].contains("\"text\":null") || examples[0].contains("\"text\": null"), "\(examples[0])")
    let contains = try store.run("examples", "--contains", "watch")
    #expect(
      contains.status == 1
        && contains.errors.hasSuffix("the store was made with --no-text: it has no texts to look into; --token finds a token\n"))
    #expect(try store.run("examples", "--token", "not").status == 0)
    #expect(try store.run("examples", "--like", "a").status == 0)
    #expect(try store.run("tokens", "not").status == 0)
    #expect(try store.run("top", "--words", "--label", "negative", "--min-count", "1").text.contains("unwatchable"))
    #expect(try store.run("cues", "--min-count", "1", "--ratio", "1", "--purity", "0.5").status == 0)
    let compared = try store.run("compare", store.url.path)
    #expect(compared.status == 0, "\(compared.errors)")
    #expect(try store.run("info").text.contains("\ntexts         not kept, only tokens\n"))
  }

  @Test("a store of the first release gives the same answers as then, and is not changed")
  func firstRelease() throws {
    let fixture = Fixtures.url.appendingPathComponent("stores/v1")
    let folder = try TemporaryDirectory()
    let url = folder.url.appendingPathComponent("store.globenc")
    try FileManager.default.copyItem(at: fixture.appendingPathComponent("store.globenc"), to: url)
    let before = try Data(contentsOf: url)
    func answer(_ name: String) throws -> String {
      try String(contentsOf: fixture.appendingPathComponent("answers/\(name)"), encoding: .utf8)
    }
    func query(_ arguments: String...) throws -> QueryProgram.Result {
      let result = try QueryProgram.run([arguments[0], url.path] + arguments.dropFirst(), in: folder.url)
      #expect(result.status == 0 && result.errors == "")
      return result
    }
    func tokens(_ json: Data) throws -> NSArray {
      try #require((try JSONSerialization.jsonObject(with: json) as? [String: Any])?["tokens"] as? NSArray)
    }
    for (name, arguments) in [
      ("top-label.json", ["--label", "negative", "--by", "mean", "--pieces", "--min-count", "1"]),
      ("top-example.json", ["--example", "movies-192", "-k", "10"]),
      ("top-words.json", ["--predicted", "positive", "--words", "--include-special", "--by", "mean", "--punctuation", "--min-count", "1"]),
    ] {
      let limit = arguments.contains("-k") ? [] : ["-k", "all"]
      let result = try QueryProgram.run(["top", url.path, "--format", "json"] + arguments + limit, in: folder.url)
      // The answers of that time; the present ones may hold more.
      let (now, then) = (try tokens(result.output), try tokens(Data(answer(name).utf8)))
      #expect(now.count == then.count)
      for (now, then) in zip(now, then) {
        let (now, then) = (try #require(now as? NSDictionary), try #require(then as? NSDictionary))
        #expect(then.allKeys.allSatisfy { (now[$0] as? NSObject) == (then[$0] as? NSObject) }, "\(name)")
      }
    }
    #expect(try query("matrix", "movies-640").text == answer("matrix.csv"))
    #expect(try query("matrix", "movies-640", "--layer", "2").text == answer("matrix-2.csv"))
    // Words were joined pieces then, and are parts of the text now.
    func withoutWords(_ csv: String) -> [[Substring]] {
      csv.split(separator: "\n").map { line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        return line.contains("\"") ? [] : Array(fields[..<4] + fields[5...])
      }
    }
    let tokenRows = try withoutWords(query("export", "--what", "tokens").text)
    #expect(try tokenRows == withoutWords(answer("tokens.csv")) && tokenRows.count == 162)
    #expect(try query("export", "--what", "examples").text == answer("examples.csv"))
    #expect(try query("export", "--what", "labels").text == answer("labels.csv"))
    #expect(try query("info").text.contains("schema version 1\n"))
    #expect(try Data(contentsOf: url) == before)
  }
}
