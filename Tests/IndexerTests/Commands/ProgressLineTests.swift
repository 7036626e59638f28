import Support
import Testing

@testable import Indexer

struct ProgressLineTests {
  private let halfway = ProgressLine(
    counts: IndexCounts(examples: 1234, skipped: 0, failed: 2, tokens: 40_000, bytes: 5_000, bytesWithoutWork: 1_000), size: 10_000,
    seconds: 8)

  @Test func saysHowFarHowFastAndHowLong() {
    #expect(halfway.logged == "50 %, 1,234 examples, 2 failed, 5,000 tokens/s, 0:10 left")
  }

  @Test func programsGetTheSameNumbers() {
    var object = JSONObjectText()
    halfway.add(to: &object)
    #expect(
      object.text
        == #"{"rows": 1236, "examples": 1234, "skipped": 0, "failed": 2, "tokens": 40000, "bytes": 5000, "size": 10000, "limit": null, "#
        + #""share": 0.5, "seconds": 8.0, "tokens_per_second": 5000.0, "seconds_left": 10.0}"#)
  }

  @Test func theBarFitsTheTerminal() {
    #expect(halfway.bar(width: 90) == "50 % [###############...............] 1,234 examples, 2 failed, 5,000 tokens/s, 0:10 left")
    for width in 0..<200 { #expect(halfway.bar(width: width).count <= max(0, width - 1)) }
  }

  @Test func aLimitThatComesBeforeTheEndIsTheMeasure() {
    let line = ProgressLine(
      counts: IndexCounts(examples: 60, skipped: 20, tokens: 600, bytes: 100, bytesWithoutWork: 20), size: 10_000, limit: 160, seconds: 6)
    #expect(line.logged == "50 %, 60 examples, 20 skipped, 100 tokens/s, 0:08 left")
  }

  @Test func withoutASizeThereIsNoBar() {
    let line = ProgressLine(counts: IndexCounts(examples: 5, tokens: 100), size: nil, seconds: 2)
    #expect(line.bar(width: 80) == "5 examples, 50 tokens/s")
    #expect(line.logged == "5 examples, 50 tokens/s")
  }

  @Test func tellsTheTime() {
    #expect([0, 59.6, 61, 3_671].map(ProgressLine.clock) == ["0:00", "1:00", "1:01", "1:01:11"])
  }

  @Test func theSummaryForScriptsKeepsItsNames() {
    let summary = IndexSummary(counts: IndexCounts(examples: 3, skipped: 1, failed: 2, truncated: 1, tokens: 30), seconds: 0.5)
    #expect(
      summary.json
        == #"{"examples": 3, "skipped": 1, "failed": 2, "truncated": 1, "tokens": 30, "seconds": 0.5, "tokens_per_second": 60.0}"#)
    #expect(
      summary.text == "indexed 3 examples (30 tokens) in 0.5 s, 60 tokens/s; 1 truncated; 1 skipped, being in the store already; 2 failed")
  }
}
