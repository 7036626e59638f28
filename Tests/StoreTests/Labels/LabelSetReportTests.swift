import Foundation
import TestSupport
import Testing

@testable import Store

/// Tokens, cues, comparisons and error rates of a store whose model gives each text several labels: no text counts twice.
struct LabelSetReportTests {
  private static let classes = ["joy", "anger", "fear"]
  private let directory: TemporaryDirectory
  private let store: AttributionStore

  /// Texts 1 to 4 have joy and fear and hold "good", 5 has anger, 6 has no label, and the labels of 7 are unknown; the model never predicts
  /// fear.
  init() throws {
    directory = try TemporaryDirectory()
    var settings = StoreSamples.settings(labels: Self.classes, problemType: .multiLabel)
    settings.threshold = 0.5
    let url = directory.url.appendingPathComponent("sets.store")
    let records = [
      Self.record(1, ["joy", "fear"], ["joy"], ["good", "good", "film"]), Self.record(2, ["joy", "fear"], ["joy"], ["good", "film"]),
      Self.record(3, ["joy", "fear"], ["joy", "anger"], ["good"]), Self.record(4, ["joy", "fear"], ["joy"], ["good"]),
      Self.record(5, ["anger"], ["anger"], ["bad", "film"]), Self.record(6, [], [], ["film"]),
      Self.record(7, nil, ["joy"], ["good", "film"]),
    ]
    try StoreSamples.write(records, to: url, settings: settings)
    store = try AttributionStore.openForReading(at: url)
  }

  private static func record(_ row: Int, _ gold: [String]?, _ predicted: [String], _ words: [String]) -> SampleExample {
    var record = StoreSamples.record(row: row, label: nil, predicted: predicted.first ?? "joy", words: words)
    record.labels = gold
    record.logits = classes.map { predicted.contains($0) ? 2 : -2 }
    return record
  }

  @Test func aTokenIsInTheGroupOfEachPairAndOnceInAll() throws {
    for units in TokenTotals.Units.allCases {
      let report = try #require(try store.report(onToken: "good", units: units, limit: nil))
      #expect(report.examples == 7 && report.spread.examples == 5 && report.spread.count == 6)
      let groups = report.groups.map { "\($0.label ?? "-") \($0.predicted ?? "-") \($0.spread.examples) \($0.spread.count)" }
      #expect(groups == ["fear anger 1 1", "fear joy 4 5", "joy anger 1 1", "joy joy 4 5", "- joy 1 1"])
      let totals = try #require(try store.tokenTotals(label: nil, predicted: nil, units: units, includeSpecial: false))
      #expect(totals.entries.first { $0.token == "good" }?.mean == report.spread.mean)
      let third = try #require(report.strongest.first { $0.row == 3 })
      #expect(third.labels == ["joy", "fear"] && third.predictedLabels == ["joy", "anger"] && third.label == nil)
      #expect(report.strongest.count == 5 && report.strongest.first { $0.row == 7 }?.labels == nil)
    }
    let film = try #require(try store.report(onToken: "film", units: .words, limit: nil))
    #expect(film.strongest.first { $0.row == 6 }?.labels == [] && film.strongest.first { $0.row == 6 }?.predictedLabels == [])
  }

  @Test func aLabelThatIsAskedForHasOnlyItsOwnPairs() throws {
    let report = try #require(try store.report(onToken: "good", units: .words, among: ExampleFilter(label: "joy"), limit: nil))
    #expect(report.groups.map(\.label) == ["joy", "joy"] && report.spread.count == 5)
    // Both from kept counters and from a scan.
    let joy = try store.labelSummaries(ExampleFilter(label: "joy"))
    #expect(joy.map { "\($0.label ?? "") \($0.predicted ?? "") \($0.examples)" } == ["joy anger 1", "joy joy 4"])
    #expect(try store.labelSummaries(ExampleFilter(label: "joy", length: 0...99)) == joy)
  }

  /// "good" occurs five times in texts whose gold set is known, always with joy and fear: of the two labels, the one with the lower number
  /// is named.
  @Test func aCueIsAShareOfOccurrencesThatCountOnce() throws {
    let bounds = Cue.Bounds(ratio: 0, purity: 0.3, count: 1)
    for units in TokenTotals.Units.allCases {
      let cues = try store.cues(bounds, of: .gold, units: units, limit: nil)
      let good = try #require(cues.first { $0.token == "good" })
      #expect(good.count == 5 && good.purity == 1 && good.label == "joy" && good.evidence.count == 3)
      // Of four texts, two have joy, one has anger, and one an empty set.
      let film = try #require(cues.first { $0.token == "film" })
      #expect(film.count == 4 && film.purity == 0.5 && film.label == "joy" && Set(film.evidence.map(\.row)) == [1, 2])
      // Among the examples with fear, fear is as good a label as joy.
      let fear = try store.cues(bounds, of: .gold, units: units, among: ExampleFilter(label: "fear"), limit: nil)
      #expect(fear.first { $0.token == "good" }?.label == "fear" && fear.allSatisfy { $0.label == "fear" })
      let predicted = try store.cues(bounds, of: .predicted, units: units, limit: nil)
      #expect(predicted.first { $0.token == "film" }?.count == 5 && predicted.first { $0.token == "film" }?.purity == 0.6)
    }
  }

  @Test func aComparisonCountsATextOfBothSidesOnce() throws {
    let query = TokenQuery(
      ExampleFilter(label: "joy"), units: .words, order: .contrast, minimumTexts: 1, isCompared: true,
      versus: ExampleFilter(predicted: "anger"))
    let totals = try #require(try store.topTokens(query))
    // Texts 3 and 5 are predicted as anger; 3 has joy, too, and counts there.
    #expect(totals.examples == 4 && totals.others == 1 && totals.overlap == 1)
    #expect(totals.entries.first { $0.token == "good" }?.textsOfBothSides == 4)
    let others = try #require(
      try store.topTokens(TokenQuery(ExampleFilter(label: "fear"), units: .words, order: .contrast, minimumTexts: 1, isCompared: true)))
    #expect(others.examples == 4 && others.others == 3 && others.entries.first { $0.token == "good" }?.textsOfBothSides == 5)
  }

  @Test func anErrorRateCountsATextOfSeveralLabelsOnce() throws {
    // Texts 1 to 4 are wrong, because their fear is not predicted; 5 and 6 are right; the labels of 7 are unknown.
    let rates = try #require(try store.errorRates(of: .words, minimumTexts: 1, limit: nil))
    #expect(rates.texts == 6 && rates.wrong == 4)
    let counts = Dictionary(uniqueKeysWithValues: rates.entries.map { ($0.token, [$0.texts, $0.wrong]) })
    #expect(counts == ["good": [4, 4], "film": [4, 2], "bad": [1, 0]])
    let joy = try #require(try store.errorRates(of: .words, among: ExampleFilter(predicted: "joy"), minimumTexts: 1, limit: nil))
    #expect(joy.texts == 4 && joy.wrong == 4)
  }
}
