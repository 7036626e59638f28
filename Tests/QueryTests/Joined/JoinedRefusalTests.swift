import Foundation
import Store
import Support
import TestSupport
import Testing

/// Stores that cannot be read as one are refused in a sentence that says why.
struct JoinedRefusalTests {
  let samples: JoinedSamples

  init() throws { samples = try JoinedSamples(rows: 12) }

  /// Runs `labels` on stores, and expects a failure with one line.
  private func refusal(_ stores: String..., command: String = "labels", status: Int32 = 2) throws -> String {
    let arguments = [command, stores[0]] + stores.dropFirst().flatMap { ["--and", $0] }
    let result = try QueryProgram.run(arguments, in: samples.directory.url)
    #expect(result.status == status && result.text.isEmpty, "\(result.text)")
    #expect(result.errors.hasSuffix("\n") && result.errors.filter(\.isNewline).count == 1, "\(result.errors)")
    return result.errors
  }

  /// Writes a store of some rows, with other settings.
  private func write(_ name: String, _ change: (inout StoreSettings) -> Void = { _ in }) throws {
    var settings = JoinedSamples.settings(.plain)
    change(&settings)
    try JoinedSamples.write([101, 102], .plain, to: samples.directory.url.appendingPathComponent(name), settings: settings)
  }

  @Test func `a pattern that matches nothing`() throws {
    #expect(try refusal("nowhere/*.globenc").contains("no file matches the pattern 'nowhere/*.globenc'"))
    #expect(try refusal("whole.globenc", "p?rt").contains("no file matches the pattern 'p?rt'"))
  }

  @Test func `a pattern that matches one store is that store, and a name that exists is no pattern`() throws {
    let folder = samples.directory.url
    func labels(_ store: String) throws -> QueryProgram.Result { try QueryProgram.run(["labels", store, "--csv"], in: folder) }
    let one = try labels("parts/part-1.globenc")
    #expect(one.status == 0)
    #expect(try labels("parts/*-1.globenc").output == one.output)
    try write("[w]hole.globenc")
    #expect(try labels("[w]hole.globenc").output != labels("whole.globenc").output)
    #expect(try QueryProgram.run(["verify", "parts/*-1.globenc"], in: folder).status == 0)
  }

  @Test func `files beside a store that is being written are no stores`() throws {
    try Data("no store\n".utf8).write(to: samples.folder.appendingPathComponent("part-1.globenc-wal-copy"))
    #expect(try refusal("parts/*").contains("part-1.globenc-wal-copy is not a store"))
    try FileManager.default.removeItem(at: samples.folder.appendingPathComponent("part-1.globenc-wal-copy"))
    try Data("no store\n".utf8).write(to: samples.folder.appendingPathComponent("part-0.globenc-journal"))
    let result = try QueryProgram.run(["labels", "parts/part-[12]*", "--csv"], in: samples.directory.url)
    #expect(result.status == 0)
    try FileManager.default.moveItem(
      at: samples.folder.appendingPathComponent("part-0.globenc-journal"),
      to: samples.folder.appendingPathComponent("part-3.globenc-journal"))
    #expect(try QueryProgram.run(["labels", "parts/*"], in: samples.directory.url).status == 0)
  }

  @Test func `one store twice`() throws {
    #expect(try refusal("whole.globenc", "whole.globenc").contains("the store whole.globenc is named twice"))
    try FileManager.default.createSymbolicLink(
      at: samples.directory.url.appendingPathComponent("link"), withDestinationURL: samples.whole)
    #expect(try refusal("whole.globenc", "link").contains("whole.globenc and link are one store"))
    #expect(try refusal("parts/*.globenc", "parts/part-1.globenc").contains("named twice"))
  }

  @Test func `too many stores`() throws {
    for number in 0..<11 {
      try FileManager.default.copyItem(at: samples.parts[0], to: samples.directory.url.appendingPathComponent("copy-\(number)"))
    }
    #expect(try refusal("copy-*").contains("11 stores are too many to be asked together, for which 10 are the most: merge them first"))
  }

  @Test func `an example that two stores have`() throws {
    #expect(
      try refusal("whole.globenc", "parts/part-1.globenc").contains(
        "the example 'ex1' is in the store whole.globenc and in the store parts/part-1.globenc"))
  }

  @Test func `other settings`() throws {
    try write("precise") { $0.precision = "f64" }
    try write("other-model") { $0.modelFingerprint = "ffff" }
    try write("methods") { $0.methods.append(MethodSettings(JoinedSamples.signed)) }
    try write("rule") { $0.labelRule = LabelRule(.asWritten) }
    try write("rule-2") { $0.labelRule = LabelRule(.names) }
    #expect(
      try refusal("whole.globenc", "precise")
        .contains(
          "whole.globenc and precise cannot be asked together, because whole.globenc was made with precision f32, not f64: ask each by itself"
        ))
    #expect(try refusal("precise", "other-model").contains("other weights of the model sample-model"))
    #expect(
      try refusal("whole.globenc", "methods").contains("methods was made with methods n-enc, rollout; decompx-linear, not n-enc, rollout"))
    #expect(
      try refusal("methods", "whole.globenc").contains("methods was made with methods n-enc, rollout; decompx-linear, not n-enc, rollout"))
    #expect(try refusal("rule", "rule-2").contains("their gold labels were read by other rules"))
  }

  @Test func `an older version, a newer one, and files that are no stores`() throws {
    for (name, path) in [("v1", "v1/store.globenc"), ("v2", "v2/store.globenc")] {
      let source = Fixtures.url.appendingPathComponent("stores/\(path)")
      guard FileManager.default.fileExists(atPath: source.path) else { continue }
      try FileManager.default.copyItem(at: source, to: samples.directory.url.appendingPathComponent(name))
      #expect(
        try refusal("whole.globenc", name).contains(
          "the store \(name) has version \(name.dropFirst()), and only stores of version 3 can be asked together"))
    }
    try Data("no store".utf8).write(to: samples.directory.url.appendingPathComponent("text"))
    #expect(try refusal("whole.globenc", "text").contains("text is not a store"))
    #expect(try refusal("whole.globenc", "missing").contains("there is no store missing"))
    let cut = try Data(contentsOf: samples.parts[2]).prefix(20000)
    try cut.write(to: samples.directory.url.appendingPathComponent("cut"))
    #expect(try refusal("parts/part-1.globenc", "cut").contains("the store cut is damaged or truncated"))
  }

  @Test func `what is of one store`() throws {
    #expect(try refusal("parts/*.globenc", command: "verify", status: 64).contains("verify looks at one store at a time"))
    let store = try AttributionStore.openForWriting(at: samples.parts[1], settings: JoinedSamples.settings(.plain))
    try store.add([Evaluation(method: "n-enc", metric: "aopc", value: 0.5, examples: 4)])
    try store.close()
    #expect(try refusal("parts/*.globenc", command: "evaluation", status: 1).contains("an evaluation is of one store"))
    let result = try QueryProgram.run(["info", "parts/*.globenc", "--digest"], in: samples.directory.url)
    #expect(result.status == 1 && result.errors.contains("the store parts/part-1.globenc has results of an evaluation"))
    #expect(try QueryProgram.run(["info", "parts/*.globenc"], in: samples.directory.url).text.contains("stores"))
  }

  @Test func `no output takes the place of one of the stores`() throws {
    let result = try QueryProgram.run(
      ["export", "parts/*.globenc", "--what", "labels", "-o", "parts/part-2.globenc"], in: samples.directory.url)
    #expect(result.status == 2 && result.errors.contains("it is one of the stores that are being read"))
  }
}
