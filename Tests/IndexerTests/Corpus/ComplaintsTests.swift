import Foundation
import TestSupport
import Testing

@testable import Indexer

/// One message for one cause, not one for each line.
struct ComplaintsTests {
  @Test func theFirstRowsOfAKindAreNamedAndTheOthersCounted() throws {
    let directory = try TemporaryDirectory()
    let rows = (1...2000).map { $0.isMultiple(of: 500) ? "{\"text\": \($0)}" : "nonsense" }
    let corpus = try directory.write(rows.joined(separator: "\n"), to: "c.jsonl").path
    let store = directory.url.appendingPathComponent("s.globenc").path
    let result = try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store, "--quiet"])
    let lines = result.errors.replacingOccurrences(of: corpus, with: "c").split(separator: "\n").map(String.init)
    let reason = "not JSON: a value expected at byte 1"
    #expect(
      lines == (1...5).map { "c:\($0): row \($0): \(reason)" }
        + [500, 1000, 1500, 2000].map { "c:\($0): row \($0): 'text' is a number, not text" }
        + ["globenc-index: 1,991 more rows failed for the same reason, the last: c:1999: row 1999: \(reason)"])
  }
}
