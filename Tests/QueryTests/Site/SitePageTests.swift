import Foundation
import TestSupport
import Testing

/// The pages of `globenc-index serve` as a browser shows them.
@Suite(.enabled(if: Chromium.isPresent, "there is no Chromium, or no python3 to drive it; scripts/test.sh --browser installs both"))
struct SitePageTests {
  @Test("a person can read and use every page, with the keyboard too, and no text of a corpus runs")
  func pages() throws {
    let folder = try TemporaryDirectory()
    let sample = folder.url.appendingPathComponent("movies.globenc")
    try ReportSamples.index(to: sample, "--layers", "all", "--methods", "n-enc,decompx-linear", "--keep", "score")
    let model = Fixtures.samples.appendingPathComponent("bert-tiny-sentiment").path
    try RunningServer.run(["evaluate", sample.path, "--model", model, "--sample", "60", "--quiet"])
    let ablated = ["film", "bad", "not", "crikey"].flatMap { ["--word", $0] }
    try RunningServer.run(["ablate", sample.path, "--model", model, "--quiet"] + ablated)
    let hostile = try HostileStore.make()
    let copy = folder.url.appendingPathComponent("hostile.globenc")
    try FileManager.default.copyItem(at: hostile.url, to: copy)

    let copies = folder.url.appendingPathComponent("copies.jsonl")
    try Self.copies.enumerated().map { #"{"id":"c\#($0)","text":"\#($1)"}"# + "\n" }.joined().write(
      to: copies, atomically: true, encoding: .utf8)
    try RunningServer.run([copies.path, "--model", model, "--store", folder.url.appendingPathComponent("copies.globenc").path, "--quiet"])

    let windows = folder.url.appendingPathComponent("windows.jsonl")
    let long = Array(repeating: "a strange and quiet film that takes its time , and is never dull", count: 5).joined(separator: " . ")
    let texts = (0...2).map { (id: "w\($0)", text: "\(long) \($0)") } + [(id: "short", text: "an unwatchable but funny film")]
    try texts.map { #"{"id":"\#($0.id)","text":"\#($0.text)"}"# + "\n" }.joined().write(to: windows, atomically: true, encoding: .utf8)
    try RunningServer.run([
      windows.path, "--model", model, "--store", folder.url.appendingPathComponent("windows.globenc").path, "--quiet", "--layers", "all",
      "--methods", "n-enc,alti", "--max-length", "32", "--stride", "8",
    ])

    let empty = folder.url.appendingPathComponent("empty.jsonl")
    try Data().write(to: empty)
    try RunningServer.run([empty.path, "--model", model, "--store", folder.url.appendingPathComponent("empty.globenc").path, "--quiet"])

    let stores = ["movies.globenc", "hostile.globenc", "copies.globenc", "empty.globenc", "windows.globenc"]
    let server = try RunningServer(stores + ["--model", model], in: folder.url)
    defer { withExtendedLifetime(server) {} }
    for failure in try Chromium.failures(of: server.address, script: "serve.py") { Issue.record("\(failure)") }
  }

  /// The texts of `COPIES` in lists.py.
  private static let copies = [
    "a film that knows exactly what it wants to be", "nothing here is like anything before it",
    "a film that knows exactly what it wants to say",
    "a film that knows exactly what one wants to say", "A FILM that knows exactly what it wants to be !",
    "a film that knows exactly what it wants to be !", "short text", "short texts", "short text .", "so so so so so so dull",
    "so so so so so dull", "!!!", "!!!", "great film 😍", "great film 😡", "one two three four five six",
    "one two three four five seven", "one two three four nine six", "one two three four five six .",
  ]
}
