import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// `globenc-index ablate` takes words out of their texts.
struct AblateCommandTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
    let run = try IndexTool.run(
      [Fixtures.samples.appendingPathComponent("movies.jsonl").path, "--model", IndexTool.model, "--store", store.path, "--quiet"])
    try #require(run.status == 0, "\(run.errors)")
  }

  private func ablate(_ options: [String]) throws -> IndexTool.Result {
    try IndexTool.run(["ablate", store.path, "--model", IndexTool.model] + options)
  }

  private func results(_ word: String) throws -> [String: Evaluation] {
    let all = try AttributionStore.openForReading(at: store).evaluations().filter { $0.word == word && $0.metric != "flips" }
    return Dictionary(uniqueKeysWithValues: all.map { ($0.metric, $0) })
  }

  @Test("flips, their directions and the change of the logit are those of texts that were tokenized without the word")
  func plainLoop() throws {
    let run = try ablate(["--word", "not", "--sample", "20000"])
    #expect(run.status == 0 && run.errors.contains("took out 1 word: "))
    let reader = try AttributionStore.openForReading(at: store)
    let model = try AttributionModel(directory: URL(fileURLWithPath: IndexTool.model), methods: [])
    let worker = model.makeWorker()
    var (texts, changes): (Int, [Double]) = (0, [])
    var flips: [String: Int] = [:]
    try reader.forEachExample(ExampleFilter(word: "not")) { example in
      texts += 1
      var scalars = Array(example.text.unicodeScalars)
      for word in example.words.reversed() where word.name == "not" {
        let range = try #require(word.range)
        scalars.replaceSubrange(range, with: [" "])
      }
      let text = String(String.UnicodeScalarView(scalars))
      let logits = worker.run([model.tokenizer.encode(text, pair: nil, maxLength: model.maxTokens)])[0].logits
      let before = try #require(reader.settings.labels.firstIndex { $0 == example.predicted })
      let after = logits[0] >= logits[1] ? 0 : 1
      if after != before { flips[reader.settings.labels[after], default: 0] += 1 }
      changes.append(Double(logits[before]) - Double(example.logits[before]))
    }
    #expect(texts > 20 && !flips.isEmpty)
    let found = try results("not")
    let rate = try #require(found["flip_rate"])
    #expect(rate.examples == texts)
    #expect(abs(try #require(rate.value) - Double(flips.values.reduce(0, +)) / Double(texts)) < 1e-12)
    let directions = try reader.evaluations().filter { $0.metric == "flips" }
    #expect(Dictionary(uniqueKeysWithValues: directions.map { ($0.className ?? "", Int($0.value ?? 0)) }) == flips)
    #expect(abs(try #require(found["logit_change"]?.value) - changes.reduce(0, +) / Double(texts)) < 1e-4)
    let difference = try #require(found["logit_change_difference"])
    let (own, other) = (try #require(found["logit_change"]?.value), try #require(found["logit_change_random"]?.value))
    #expect(difference.examples <= texts)
    #expect(abs(try #require(difference.value) - (own - other)) < 0.1)
    #expect(try AttributionStore.openForReading(at: store).verify { Issue.record("\($0)") }.recounted)
  }

  @Test("a word is taken out once: the same command computes nothing, another sample does, and results do not depend on threads")
  func again() throws {
    #expect(try ablate(["--word", "film", "--sample", "40"]).errors.contains("took out 1 word: "))
    let first = try results("film")
    let same = try ablate(["--word", "film", "--sample", "40"])
    #expect(same.status == 0 && same.errors.contains("globenc-index: 1 word was done before; globenc-query evaluation "))
    #expect(try ablate(["--word", "film", "--sample", "30"]).errors.contains("took out 1 word: "))
    #expect(try results("film")["flip_rate"]?.examples == 30)
    #expect(try ablate(["--word", "film", "--sample", "40", "--workers", "1"]).status == 0)
    #expect(try results("film").mapValues(\.value) == first.mapValues(\.value))
  }

  @Test("the p-value is the share of sign patterns that reach the sum of the differences; a store without it gets it by the same command")
  func chance() throws {
    #expect(try ablate(["--word", "dull"]).status == 0)
    let reader = try AttributionStore.openForReading(at: store)
    let model = try AttributionModel(directory: URL(fileURLWithPath: IndexTool.model), methods: [])
    let worker = model.makeWorker()
    var differences: [Double] = []
    try reader.forEachExample(ExampleFilter(word: "dull")) { example in
      let text = try #require(AblatedText(example, without: "dull", model.tokenizer, seed: 1))
      let logits = [text.whole, text.without, try #require(text.withoutOther)].map { worker.run([$0])[0].logits }
      let before = logits[0][0] >= logits[0][1] ? 0 : 1
      differences.append(Double(logits[1][before]) - Double(logits[2][before]))
    }
    try #require(4...14 ~= differences.count)
    let sum = abs(differences.reduce(0, +))
    let reached = (0..<(1 << differences.count)).filter { pattern in
      abs(differences.enumerated().reduce(0) { $0 + (pattern >> $1.offset & 1 == 0 ? $1.element : -$1.element) }) > sum - 1e-5
    }
    let found = try #require(try results("dull")["logit_change_p"])
    #expect(found.examples == differences.count && found.interval == nil)
    #expect(found.value == Double(reached.count) / Double(1 << differences.count))

    let writer = try AttributionStore.openForWriting(at: store, settings: reader.settings)
    try writer.add([]) { $0.metric == "logit_change_p" }
    try writer.close()
    #expect(try ablate(["--word", "dull"]).errors.contains("took out 1 word: "))
    #expect(try results("dull")["logit_change_p"]?.value == found.value)
    #expect(try ablate(["--word", "dull"]).errors.contains("1 word was done before"))
  }

  @Test("a word without another in any of its texts has no p-value, and is taken out once all the same")
  func alone() throws {
    let corpus = directory.url.appendingPathComponent("alone.jsonl")
    try "{\"text\":\"dull\"}\n{\"text\":\"dull dull !\"}\n".write(to: corpus, atomically: true, encoding: .utf8)
    let path = directory.url.appendingPathComponent("alone.globenc").path
    #expect(try IndexTool.run([corpus.path, "--model", IndexTool.model, "--store", path, "--quiet"]).status == 0)
    let command = ["ablate", path, "--model", IndexTool.model, "--word", "dull"]
    #expect(try IndexTool.run(command).errors.contains("took out 1 word: "))
    let metrics = try AttributionStore.openForReading(at: URL(fileURLWithPath: path)).evaluations().map(\.metric)
    #expect(metrics.contains("flip_rate") && metrics.contains("logit_change") && !metrics.contains("logit_change_p"))
    #expect(try IndexTool.run(command).errors.contains("1 word was done before"))
  }

  @Test("a word in another case is the one of an uncased model, and a word of no text is named while the others are done")
  func absent() throws {
    let run = try ablate(["--word", "Film", "--word", "zebra"])
    #expect(run.status == 1)
    #expect(run.errors.contains("warning: no text holds the word 'zebra'"))
    #expect(try results("film")["flip_rate"] != nil)
  }

  @Test("--cues takes out the words that cues lists, without punctuation")
  func cues() throws {
    let cues = try AttributionStore.openForReading(at: store).cues(
      Cue.Bounds(purity: 0.6), of: .gold, units: .words, limit: 2, isListed: { $0.spelling.allSatisfy(\.isLetter) })
    #expect(cues.count == 2)
    let run = try ablate(["--cues", "-k", "2", "--purity", "0.6", "--sample", "50"])
    #expect(run.status == 0 && run.errors.contains("took out 2 words: "), "\(run.errors)")
    let words = try AttributionStore.openForReading(at: store).evaluations().filter { $0.metric == "flip_rate" }.map(\.word)
    #expect(words == cues.map(\.token))
    let none = try ablate(["--cues", "--purity", "1"])
    #expect(none.status == 2 && none.errors.contains("no word is a cue"))
  }

  @Test(
    "wrong usage is refused in a sentence", arguments: [[], ["--word", " "], ["--word", "a", "-k", "3"], ["--cues", "--purity", "2"]])
  func refused(_ options: [String]) throws {
    #expect(try ablate(options).status == 64)
  }
}
