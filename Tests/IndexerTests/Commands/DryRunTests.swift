import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

struct DryRunTests {
  private let directory: TemporaryDirectory
  private let movies = Fixtures.samples.appendingPathComponent("movies.jsonl").path

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test func saysWhatThereIsAndWhatToExpect() throws {
    let corpus = try directory.write("a good film\nbad\n\n\(String(repeating: "long ", count: 200))\n", to: "c.txt")
    let result = try run([corpus.path, "--workers", "1"])
    #expect(
      result.status == 0
        && result.errors == "globenc-index: warning: 1 of 4 texts is empty or blank: predictions for it rest on no word\n")
    let lines = result.output.split(separator: "\n").map(String.init)
    try #require(lines.count == 13)
    #expect(
      lines[1...10] == [
        "texts      4", "tokens     138, 34.5 a text", "truncated  25.0 % of the texts, at 128 tokens", "bad rows   0", "tokens     texts",
        "  1-8      3 ########################################", "  9-16     0", "  17-32    0", "  33-64    0",
        "  65-128   1 ##############",
      ])
    #expect(lines[0].contains("c.txt") && lines[11].hasPrefix("time       about 0:0") && lines[11].contains(" with 1 worker, "))
    #expect(lines[12].hasPrefix("store      about 0.") && lines[12].hasSuffix(" bits for a number of a matrix"))
  }

  @Test func createsNothingEvenWhereAStoreIsNamed() throws {
    let corpus = try directory.write("a good film\n", to: "c.txt")
    let store = directory.url.appendingPathComponent("out.globenc").path
    #expect(try run([corpus.path]).status == 0)
    #expect(try run([corpus.path, "--store", store]).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["c.txt"])
  }

  @Test(arguments: [["--layers", "final"], ["--layers", "all", "--keep", "id", "--limit", "300"]])
  func estimatesAreWithin15PercentOfARun(options: [String]) throws {
    let store = directory.url.appendingPathComponent("out.globenc")
    let expected = try numbers(run([movies, "--json"] + options))
    let done = try IndexTool.run([movies, "--model", IndexTool.model, "--store", store.path, "--json", "--quiet"] + options)
    let actual = try numbers(done)
    #expect(expected["texts"] == actual["examples"] && expected["tokens"] == actual["tokens"])
    #expect(expected["truncated"] == actual["truncated"] && expected["failed"] == 0)
    let bytes = try #require(FileManager.default.attributesOfItem(atPath: store.path)[.size] as? Double)
    let estimate = try #require(expected["store_bytes"])
    #expect(abs(estimate / bytes - 1) < 0.15, "\(estimate) for \(bytes) bytes")
  }

  @Test(arguments: [nil, 300] as [Int?])
  func aLongCorpusIsReadInPart(limit: Int?) throws {
    func report(longestSurvey: Int) throws -> DryRunReport {
      let options = IndexOptions(
        corpus: [movies], selection: ColumnSelection(), model: IndexTool.model, layers: .final, precision: .f32, workers: 1,
        limit: limit, isQuiet: true)
      return try DryRun(options: options, console: Console(), interruption: Interruption(), longestSurvey: longestSurvey).run()
    }
    let (part, whole) = (try report(longestSurvey: 150), try report(longestSurvey: 1000))
    #expect(part.survey.rows == 150 && whole.survey.rows == limit ?? 600)
    #expect(part.text.contains("from the first 150 rows, 2") || limit != nil)
    for (estimate, value) in [(part.texts, whole.texts), (part.tokens, whole.tokens), (part.store.bytes, whole.store.bytes)] {
      #expect(abs(Double(estimate) / Double(value) - 1) < 0.15, "\(estimate) for \(value)")
    }
  }

  @Test func ofALongPipeFurtherRowsAreOnlyCounted() throws {
    let pipe = directory.url.appendingPathComponent("pipe")
    try #require(mkfifo(pipe.path, 0o600) == 0)
    let text = try Data(contentsOf: URL(fileURLWithPath: movies))
    let feeding = Thread { try? text.write(to: pipe, options: []) }
    feeding.start()
    let options = IndexOptions(
      corpus: [pipe.path], layout: CorpusLayout(format: .jsonl), selection: ColumnSelection(), model: IndexTool.model, layers: .final,
      precision: .f32, workers: 1,
      isQuiet: true)
    let report = try DryRun(options: options, console: Console(), interruption: Interruption(), longestSurvey: 150).run()
    #expect(report.survey.rows == 150)
    #expect(report.texts == 600)
  }

  @Test func aLongLimitReadsNoMoreThanThereIs() throws {
    let corpus = try directory.write("one\ntwo\n", to: "c.txt")
    #expect(try numbers(run([corpus.path, "--json", "--limit", "1000"]))["texts"] == 2)
  }

  @Test func namesBadRowsAndEndsAsARunWould() throws {
    let corpus = try directory.write("{\"id\": 1, \"text\": \"good\"}\nnonsense\n{\"id\": 1, \"text\": \"bad\"}\n", to: "c.jsonl")
    let dry = try run([corpus.path, "--json", "--quiet"])
    let store = directory.url.appendingPathComponent("out.globenc").path
    let real = try IndexTool.run([corpus.path, "--model", IndexTool.model, "--store", store, "--quiet"])
    #expect(dry.status == 1 && dry.errors == real.errors && real.status == 1)
    #expect(try numbers(dry)["failed"] == 2)
  }

  @Test(arguments: ["c.jsonl", "c.csv", "c.txt"])
  func anEmptyCorpusIsNoError(name: String) throws {
    let corpus = try directory.write("", to: name)
    let result = try run([corpus.path])
    #expect(result.status == 0 && result.errors == "globenc-index: warning: the corpus '\(corpus.path)' has no rows\n")
    #expect(result.output.contains("texts      0\n") && result.output.contains("store      about 0.1 MB\n"))
  }

  @Test func readsStandardInputToItsEnd() throws {
    let result = try run(["-", "--json"], input: "{\"text\": \"from a pipe\"}\n{\"text\": \"and more\"}")
    #expect(try numbers(result)["texts"] == 2)
  }

  @Test func aSignalEndsItWithoutAReport() throws {
    let running = try IndexTool.start(["-", "--model", IndexTool.model, "--dry-run"])
    // The message about the bad row shows that the corpus is being read.
    try running.input.write(contentsOf: Data("nonsense\n".utf8))
    while !running.errors.contains("row 1"), running.process.isRunning { usleep(20_000) }
    running.process.interrupt()
    let result = running.wait()
    #expect(result.status == 130 && result.output == "" && result.errors.split(separator: "\n").count == 1)
  }

  @Test func whatCannotBeReadIsSaidInOneSentence() throws {
    let result = try run([directory.url.appendingPathComponent("none.txt").path])
    #expect(result.status == 2 && result.output == "" && result.errors.hasPrefix("globenc-index: "))
  }

  @Test func withoutADryRunAStoreIsNeeded() throws {
    let result = try IndexTool.run([movies, "--model", IndexTool.model])
    #expect(result.status == 64 && result.output == "" && result.errors.contains("Missing expected argument '--store <file>'"))
  }

  @Test func aVocabularyGrowsByAPowerLaw() {
    var growth = VocabularyGrowth()
    for texts in 1...1000 { growth.record(texts: texts, distinct: Int((100 * Double(texts).squareRoot()).rounded())) }
    growth.record(texts: 1000, distinct: 3162, isLast: true)
    #expect(growth.distinct(in: 0) == 0)
    for texts in [2.0, 300, 700, 1000, 4000] {
      #expect(abs(growth.distinct(in: texts) / (100 * texts.squareRoot()) - 1) < 0.01)
    }
  }

  @Test func aSampleIsSpreadEvenly() {
    var sample = EvenSample<Int>(size: 3)
    for number in 0..<50 { sample.add(number) }
    #expect(sample.elements == [0, 16, 32, 48])
    var short = EvenSample<Int>(size: 3)
    for number in 0..<5 { short.add(number) }
    #expect(short.elements == [0, 1, 2, 3, 4])
  }

  @Test func pagesAreFilledAsSQLiteFillsThem() {
    var fill = PageFill()
    for _ in 0..<8 { fill.add(payload: 1010) }
    #expect(fill.bytes == 8192)
    fill.add(payload: 1010)
    #expect(fill.bytes == 2 * 8192)
    // 1003 bytes stay in the leaf: the part of the row that does not fill whole overflow pages.
    fill.add(payload: 20_000)
    #expect(fill.bytes == 4 * 8192)
  }

  private func run(_ arguments: [String], input: String = "") throws -> IndexTool.Result {
    try IndexTool.run(arguments + ["--model", IndexTool.model, "--dry-run"], input: input)
  }

  private func numbers(_ result: IndexTool.Result) throws -> [String: Double] {
    let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    return object.compactMapValues { $0 as? Double }
  }
}
