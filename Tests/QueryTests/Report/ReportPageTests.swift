import Foundation
import TestSupport
import Testing

/// Pages as a browser shows them.
@Suite(.enabled(if: Chromium.isPresent, "there is no Chromium, or no python3 to drive it; scripts/test.sh --browser installs both"))
struct ReportPageTests {
  @Test func aPersonCanReadAndUseThePageAndNoTextRuns() throws {
    let pages = try TemporaryDirectory()
    let sample = pages.url.appendingPathComponent("sample.globenc")
    try ReportSamples.index(to: sample, "--layers", "all")
    try write(sample, "sample", to: pages.url)
    for (file, arguments) in [
      ("words.json", ["top", sample.path, "--example", "movies-6381", "--words", "--include-special", "-k", "all", "--format", "json"]),
      ("negative.json", ["top", sample.path, "--label", "negative", "--by", "contrast", "-k", "12", "--format", "json"]),
      ("matrix.json", ["matrix", sample.path, "movies-6381", "--format", "json"]),
    ] {
      #expect(try QueryProgram.run(arguments + ["-o", file], in: pages.url).status == 0)
    }
    let signed = pages.url.appendingPathComponent("signed.globenc")
    try ReportSamples.index(to: signed, limit: 100, "--methods", "n-enc,decompx-linear")
    try write(signed, "signed", to: pages.url, "--method", "decompx-linear")
    for (file, arguments) in [
      (
        "positive.json",
        ["export", signed.path, "--what", "words", "--method", "decompx-linear", "--class", "positive", "--format", "jsonl"]
      ),
      ("sums.json", ["export", signed.path, "--what", "examples", "--method", "all", "--class", "positive", "--format", "jsonl"]),
      ("ends.json", ["top", signed.path, "--label", "positive", "--method", "decompx-linear", "-k", "12", "--format", "json"]),
    ] {
      #expect(try QueryProgram.run(arguments + ["-o", file], in: pages.url).status == 0)
    }
    let partial = try SignedReviews.store(isWhole: false)
    try write(partial.url, "partial", to: pages.url, "--method", "decompx-linear")
    let value = try ReportScoresTests.regression()
    try write(value.url, "value", to: pages.url)
    let hostile = try HostileStore.make()
    try write(hostile.url, "hostile", to: pages.url)
    let crowded = try CrowdedStore.make()
    try write(crowded.url, "crowded", to: pages.url)
    let sets = try LabelSetCommandTests.store()
    try write(sets.url, "sets", to: pages.url)
    let classes = try LabelSetStore.make(classes: 12)
    try write(classes.url, "classes", to: pages.url)
    let large = try LargeFiguresStore.make()
    try write(large.url, "large", to: pages.url)
    for failure in try Chromium.failures(of: pages.url.path, script: "report.py") { Issue.record("\(failure)") }
  }

  /// Writes the page of a store, and its examples as a JSON array.
  private func write(_ store: URL, _ name: String, to folder: URL, _ arguments: String...) throws {
    let page = try QueryProgram.run(["report", store.path, "-o", name + ".html"] + arguments, in: folder)
    #expect(page.errors == "")
    let rows = try QueryProgram.run(["export", store.path, "--what", "examples", "--format", "jsonl"]).text.split(separator: "\n")
    try Data("[\(rows.joined(separator: ","))]".utf8).write(to: folder.appendingPathComponent(name + ".json"))
  }
}
