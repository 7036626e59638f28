import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// `--audit N` measures the agreement of the stored results with single precision, and records it.
struct AuditTests {
  private let directory: TemporaryDirectory
  private let store: URL
  private static let hasBFloat16 =
    (try? AttributionModel(directory: URL(fileURLWithPath: IndexTool.model), precision: .bf16)) != nil

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  @Test("a run in f32 agrees with itself in every bit, and says so")
  func reproducibility() throws {
    let result = try run(["--audit", "25"])
    #expect(result.status == 0)
    #expect(
      result.errors.hasSuffix(
        "; 25 texts again in f32: 100.0 % equal labels, Spearman of token scores 1.00000 (lowest 1.00000), confidence within 0\n"),
      "\(result.errors)")
    #expect(
      try audit()
        == RunInfo.Audit(examples: 25, labelAgreement: 1, meanSpearman: 1, lowestSpearman: 1, largestConfidenceDifference: 0))
  }

  @Test("a number beyond the number of texts means all texts, and the summary for scripts has the results")
  func all() throws {
    let result = try run(["--audit", "1000", "--limit", "7", "--json", "--quiet", "--layers", "all"])
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.output.hasSuffix(
        ", \"audit\": {\"examples\": 7, \"label_agreement\": 1.0, \"mean_spearman\": 1.0, \"lowest_spearman\": 1.0, "
          + "\"largest_confidence_difference\": 0.0}}\n"), "\(result.output)")
  }

  @Test("only texts that the run itself indexed are audited: none where it indexed none")
  func nothingNew() throws {
    #expect(try run(["--limit", "5", "--quiet"]).status == 0)
    #expect(try run(["--limit", "8", "--quiet", "--audit", "10"]).status == 0)
    #expect(try audit()?.examples == 3)
    let result = try run(["--limit", "8", "--audit", "10", "--json", "--quiet"])
    #expect(result.status == 0 && !result.output.contains("audit"))
    #expect(try audit() == nil)
  }

  @Test("a run in bf16 is measured, whatever the number of workers", .enabled(if: hasBFloat16))
  func agreement() throws {
    #expect(try run(["--precision", "bf16", "--audit", "40", "--workers", "1", "--quiet"]).status == 0)
    let one = try #require(try audit())
    try FileManager.default.removeItem(at: store)
    #expect(try run(["--precision", "bf16", "--audit", "40", "--workers", "2", "--quiet"]).status == 0)
    #expect(try audit() == one)
    #expect(one.examples == 40 && one.lowestSpearman < 1 && one.meanSpearman > 0.98 && one.meanSpearman < 1)
    #expect(one.largestConfidenceDifference.map { $0 > 0 && $0 < 0.1 } == true)
  }

  @Test("--audit 0 is wrong usage")
  func zero() throws {
    let result = try run(["--audit", "0"])
    #expect(result.status == 64 && result.errors.contains("--audit is a number of texts from 1, not "))
  }

  @Test("a dry run accepts the option and audits nothing")
  func dryRun() throws {
    let result = try run(["--audit", "5", "--dry-run", "--limit", "10"])
    #expect(result.status == 0 && !result.output.contains("again in f32"))
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  private func audit() throws -> RunInfo.Audit? { try AttributionStore.openForReading(at: store).summary().runs.last?.audit }

  private func run(_ arguments: [String]) throws -> IndexTool.Result {
    try IndexTool.run(
      [Fixtures.samples.appendingPathComponent("movies.jsonl").path, "--model", IndexTool.model, "--store", store.path] + arguments)
  }
}
