import Engine
import Foundation
import Store
import Support
import TestSupport
import Testing

@testable import Indexer

/// `--stride N` cuts long texts into windows; the store joins them again.
struct StrideTests {
  private let directory: TemporaryDirectory
  private let store: URL
  private static let long = (1...12).map { "Review \($0) was not a bad film, but unbelievably long." }.joined(separator: " ")

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  @Test("a long text is one example with all its tokens, each window being what the model makes of it alone")
  func windows() throws {
    let corpus = try directory.write("short text\n\(Self.long)\n", to: "c.txt").path
    let result = try run([corpus, "--stride", "8", "--max-length", "40", "--layers", "all", "--json", "--codec", "lossless"])
    #expect(result.status == 0 && result.errors == "")
    let model = try AttributionModel(directory: URL(fileURLWithPath: IndexTool.model))
    let whole = model.tokenizer.encode(Self.long, pair: nil, maxLength: .max)
    #expect(result.output.hasPrefix("{\"examples\": 2, \"skipped\": 0, \"failed\": 0, \"truncated\": 0, \"tokens\": \(whole.count + 4), "))
    let content = try AttributionStore.openForReading(at: store)
    let example = try #require(try content.example(id: "2"))
    #expect(example.text == Self.long && !example.isTruncated && example.tokens.map(\.id) == whole.inputIDs)
    #expect(example.tokens.map(\.offsets) == whole.offsets && abs(example.tokens.reduce(0) { $0 + $1.score } - 1) < 1e-5)

    let ranges = model.tokenizer.windows(of: whole, maxLength: 40, stride: 8)
    let windows = try content.windows(exampleID: "2")
    #expect(ranges.count > 3 && windows.map(\.positions) == ranges && example.windows == ranges.count)
    let worker = model.makeWorker()
    for (index, range) in ranges.enumerated() {
      let explanation = try #require(worker.run([whole.window(range)], keepLayers: true).first)
      let own = explanation.attributions[0]
      #expect(windows[index].scores == own.scores && windows[index].logits == explanation.logits)
      #expect(try content.matrix(exampleID: "2", layer: .final, window: index + 1)?.values == own.final?.values)
      #expect(try content.matrix(exampleID: "2", layer: .layer(2), window: index + 1)?.values == own.layers[1].values)
    }
    #expect(example.tokens.map(\.score) == WindowRecord.joinedScores(of: windows, count: whole.count))
    let mean = windows[0].logits.indices.map { c in Float(windows.reduce(0) { $0 + Double($1.logits[c]) } / Double(windows.count)) }
    #expect(example.logits == mean)
    let prediction = Prediction(logits: mean, problemType: .singleLabel)
    #expect(example.predicted == prediction.label.map { model.configuration.labels[$0] } && example.confidence == prediction.confidence)
    #expect(try content.example(id: "1")?.windows == 1)
  }

  @Test("the result is the same however many workers there are, and the same command continues it")
  func workers() throws {
    let lines = (1...30).map { "text \($0) " + Self.long.prefix(20 * $0) }
    let corpus = try directory.write(lines.joined(separator: "\n"), to: "c.txt").path
    let options = [corpus, "--stride", "3", "--max-length", "20", "--json"]
    #expect(try run(options + ["--workers", "1"]).status == 0)
    let one = try content()
    #expect(try run(options).output.hasPrefix("{\"examples\": 0, \"skipped\": 30, "))
    try FileManager.default.removeItem(at: store)
    #expect(try run(options + ["--workers", "3"]).status == 0)
    #expect(try content() == one)
    #expect(one.contains { $0.windows.count > 5 } && one.contains { $0.windows.isEmpty })
    let result = try run([corpus, "--stride", "4", "--max-length", "20"])
    #expect(result.status == 2 && result.errors.contains("stride 3, not 4"))
    #expect(try run([corpus, "--max-length", "20"]).errors.contains("stride 3, not none"))
  }

  @Test("an audit runs the windows again, with texts or without", arguments: [[], ["--no-text"]])
  func audit(options: [String]) throws {
    let corpus = try directory.write("short\n\(Self.long)\nanother \(Self.long)\n", to: "c.txt").path
    #expect(try run([corpus, "--stride", "8", "--max-length", "40", "--audit", "3"] + options).status == 0)
    let audit = try AttributionStore.openForReading(at: store).summary().runs.last?.audit
    #expect(
      audit == RunInfo.Audit(examples: 3, labelAgreement: 1, meanSpearman: 1, lowestSpearman: 1, largestConfidenceDifference: 0))
  }

  @Test("what does not fit together is refused")
  func refusals() throws {
    let corpus = try directory.write("text,other\na,b\n", to: "c.csv").path
    let pair = try run([corpus, "--stride", "3", "--text-pair", "other"])
    #expect(pair.status == 64 && pair.errors.contains("--stride cuts single texts into windows; it does not go with --text-pair."))
    #expect(try run([corpus, "--stride=-1"]).status == 64)
    let wide = try run([corpus, "--stride", "126"])
    #expect(wide.status == 2)
    #expect(
      wide.errors
        == "globenc-index: windows of 128 tokens, two of them special, cannot share 126: give --stride at most 125\n", "\(wide.errors)")
    let narrow = try run([corpus, "--stride", "8", "--max-length", "10"])
    #expect(narrow.errors.hasSuffix("give --stride at most 7, or a larger --max-length\n"))
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  @Test("a text with more windows than can be joined is a bad row")
  func tooMany() throws {
    let tokenizer = try PipelineTokenizer(modelDirectory: URL(fileURLWithPath: IndexTool.model))
    let row = CorpusRow(place: RowPlace(row: 1, line: 1, byteCount: 1), id: "1", text: Self.long, pair: nil, label: nil, kept: [])
    func isRefused(_ matrices: Int) -> Bool {
      let rows = RowTokenizer(tokenizer: tokenizer, maxLength: 16, stride: 4, matrices: matrices)
      guard case .refused(let reason) = rows.tokenize(row) else { return false }
      return reason.contains("more than can be joined: split the text")
    }
    #expect(!isRefused(1) && isRefused(1 << 20))
  }

  @Test("a dry run counts windows, and what they take")
  func dryRun() throws {
    let corpus = try directory.write((1...20).map { "\($0) \(Self.long)" }.joined(separator: "\n"), to: "c.txt").path
    let options = [corpus, "--stride", "8", "--max-length", "40"]
    let text = try run(options + ["--dry-run"]).output
    #expect(text.contains("\ncut        100.0 % of the texts, into "), "\(text)")
    let estimate = try run(options + ["--dry-run", "--json"]).output
    let object = try #require(try JSONSerialization.jsonObject(with: Data(estimate.utf8)) as? [String: Any])
    #expect(try run(options).status == 0)
    let summary = try AttributionStore.openForReading(at: store).summary()
    let windows = try content().reduce(0) { $0 + $1.windows.count }
    #expect(object["tokens"] as? Int == summary.tokens && object["cut"] as? Int == 20 && object["windows"] as? Int == windows)
    let bytes = try #require(object["store_bytes"] as? Int)
    #expect(abs(Double(bytes) / Double(summary.fileBytes) - 1) < 0.15, "\(bytes) of \(summary.fileBytes)")
  }

  private struct Content: Equatable {
    let example: Example
    let windows: [WindowRecord]
    let finals: [ScaledMatrix?]
  }

  private func content() throws -> [Content] {
    let store = try AttributionStore.openForReading(at: store)
    var content: [Content] = []
    try store.forEachExample { example in
      let finals = try (1...example.windows).map { try store.matrix(exampleID: example.id, layer: .final, window: $0) }
      content.append(Content(example: example, windows: try store.windows(exampleID: example.id), finals: finals))
    }
    return content
  }

  private func run(_ arguments: [String]) throws -> IndexTool.Result {
    try IndexTool.run(arguments + ["--model", IndexTool.model, "--store", store.path, "--quiet"])
  }
}
