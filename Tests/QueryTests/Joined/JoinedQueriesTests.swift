import Foundation
import Support
import TestSupport
import Testing

/// Several stores, read as one, answer as a store of all their examples does.
struct JoinedQueriesTests {
  private static let slices = [
    "--label negative", "--predicted positive", "--label mixed", "--label zeta --pieces", "--label negative --versus positive", "--pieces",
    "--pieces --include-special -k all", "--by error-rate --min-count 1", "--misclassified --min-count 1", "--contains film",
    "--where genre=drama",
    "--label negative --distinct", "--fold-copies", "--group-by genre", "--group-by label", "--label positive --by total -k all",
  ]
  private static let others = [
    "labels", "labels --csv", "labels --json", "labels --label mixed", "labels --where genre=war --json", "labels --group-by predicted",
    "examples", "examples --csv -k all", "examples --jsonl --label mixed -k all", "examples --sort confidence",
    "examples --sort length --ascending -k 30",
    "examples --token film --sort score -k all", "examples --word not --in-top 3", "examples --like ex5", "examples --misclassified --md",
    "tokens film", "tokens --words not --csv", "tokens good --json", "tokens nobody", "cues --min-count 2 --ratio 0.1 --purity 0.4",
    "cues --words --min-count 2 --ratio 0.1 --purity 0.4 --csv", "cues --of predicted --min-count 2 --ratio 0.1 --purity 0.5 --json",
    "show ex5 ex6 ex7",
    "show --misclassified --sort confidence -k 3 --plain", "show ex9 --row 1 --layer 2", "show ex4711", "top --example ex12 --csv",
    "matrix ex9",
    "matrix ex10 --layer 1 --json", "matrix ex11 --layer 3", "export --what tokens", "export --what words --label mixed",
    "export --what examples --jsonl",
    "export --what labels", "export --what matrices", "info --digest", "top --label nobody",
  ]

  /// What both give, but for the names of stores.
  private func compare(_ samples: JoinedSamples, _ command: String) throws {
    let arguments = command.split(separator: " ").map(String.init)
    func run(_ stores: [String]) throws -> QueryProgram.Result {
      try QueryProgram.run([arguments[0]] + stores + arguments.dropFirst(), in: samples.directory.url)
    }
    let whole = try run([samples.whole.lastPathComponent])
    let joined = try run(["parts/*.globenc"])
    let named = try run(["parts/part-2.globenc", "--and", "parts/part-0.globenc", "--and", "parts/part-1.globenc"])
    for result in [joined, named] {
      #expect(result.output == whole.output, "\(command): \(result.text) \(result.errors)")
      #expect(result.status == whole.status)
    }
    // What a message says of stores depends on their names.
    #expect(joined.errors.replacing("parts/*.globenc", with: "whole.globenc") == whole.errors)
  }

  @Test(arguments: [JoinedSamples.Kind.plain])
  func `every command answers the same, in every format`(_ kind: JoinedSamples.Kind) throws {
    let samples = try JoinedSamples(kind)
    for command in Self.slices.map({ "top \($0)" }) + ["top --csv", "top --json", "top --md"] + Self.others {
      try compare(samples, command)
    }
  }

  @Test func `signed scores answer the same`() throws {
    let options = [
      "--method decompx-linear", "--method decompx-linear --class negative", "--method decompx-linear --class gold", "--method n-enc",
      "--method decompx-linear --misclassified", "--method decompx-linear --label mixed --class positive",
      "--method decompx-linear --predicted positive",
    ]
    let commands =
      options.map { "top \($0) --csv" }
      + [
        "examples --word film --sort score --method decompx-linear -k all", "export --what tokens --method all",
        "tokens film --method decompx-linear",
        "cues --min-count 2 --ratio 0.1 --purity 0.4 --method decompx-linear", "show ex5 --method decompx-linear --class negative",
        "info --digest",
        "top --example ex5 --method decompx-linear", "examples --like ex5 --method decompx-linear",
        "compare --method n-enc --method decompx-linear --csv",
        "top --by error-rate --min-count 1",
      ]
    for kind in [JoinedSamples.Kind.twoMethods, .signedOnly] {
      let samples = try JoinedSamples(kind)
      for command in commands where kind == .twoMethods || !command.contains("n-enc") { try compare(samples, command) }
    }
  }

  @Test func `texts in windows answer the same`() throws {
    let samples = try JoinedSamples(.windows)
    for command in [
      "show ex15 --row 1 --window 2 --layer 1", "matrix ex20 --window 2", "matrix ex20", "matrix ex20 --window 3", "export --what matrices",
      "examples --csv -k all", "top --label negative", "info --digest", "top --example ex25 --method decompx-linear",
    ] { try compare(samples, command) }
  }

  @Test func `sets of labels answer the same`() throws {
    let samples = try JoinedSamples(.multiLabel)
    for command in [
      "labels", "labels --csv", "labels --json", "top --label negative", "top --label mixed --pieces", "top --misclassified --min-count 1",
      "top --by error-rate --min-count 1",
      "examples --label positive --csv -k all", "cues --min-count 2 --ratio 0.1 --purity 0.4", "tokens film", "labels --label mixed",
      "info --digest",
      "labels --group-by label",
    ] { try compare(samples, command) }
  }

  @Test func `stores without texts answer the same`() throws {
    let samples = try JoinedSamples(.withoutTexts)
    for command in [
      "labels", "top --label negative", "top --label mixed", "examples --csv -k all", "show ex5", "export --what words", "info --digest",
    ] {
      try compare(samples, command)
    }
  }

  @Test func `a list of ids finds its examples in all stores`() throws {
    let samples = try JoinedSamples()
    try Data("ex3\nex7\nex50\nex8\n".utf8).write(to: samples.directory.url.appendingPathComponent("ids"))
    for command in [
      "examples --examples ids", "labels --examples ids", "examples --examples ids --sort confidence --csv",
      "top --examples ids --min-count 1",
    ] {
      try compare(samples, command)
    }
  }

  @Test func `the page is the same but for its name`() throws {
    let samples = try JoinedSamples(.twoMethods)
    func page(_ store: String, _ name: String) throws -> String {
      let result = try QueryProgram.run(["report", store, "-o", name], in: samples.directory.url)
      #expect(result.status == 0, "\(result.errors)")
      return try String(contentsOf: samples.directory.url.appendingPathComponent(name), encoding: .utf8)
    }
    let names = "part-0.globenc, part-1.globenc, part-2.globenc"
    let joined = try page("parts/*.globenc", "joined.html")
    #expect(joined.contains(names))
    #expect(try joined.replacing(names, with: "whole.globenc") == page("whole.globenc", "whole.html"))
  }

  @Test func `info tells what is in each store`() throws {
    let samples = try JoinedSamples()
    let folder = samples.directory.url
    func properties(_ store: String) throws -> [String] {
      let result = try QueryProgram.run(["info", store, "--csv"], in: folder)
      return result.text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("file_bytes,") }
    }
    #expect(try properties("parts/*.globenc") == properties("whole.globenc") + ["stores,3"])
    let table = try QueryProgram.run(["info", "parts/*.globenc"], in: folder).text
    let json = try QueryProgram.run(["info", "parts/*.globenc", "--json"], in: folder).output
    let parts = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    let rows = try #require(parts["parts"] as? [[String: Any]])
    #expect(rows.map { $0["store"] as? String } == (0..<3).map { "parts/part-\($0).globenc" })
    #expect(rows.map { $0["examples"] as? Int } == [30, 30, 30])
    #expect(rows.compactMap { $0["file_bytes"] as? Int }.reduce(0, +) == parts["file_bytes"] as? Int)
    #expect((parts["runs"] as? [Any])?.count == 3)
    for part in 0..<3 { #expect(table.contains("\nparts/part-\(part).globenc ")) }
  }

  @Test func `the other store of a comparison stays one store`() throws {
    let samples = try JoinedSamples()
    for options in [[], ["--csv"], ["--what", "tokens", "--csv"]] {
      func compare(_ store: String) throws -> QueryProgram.Result {
        try QueryProgram.run(["compare", store, "parts/part-1.globenc"] + options, in: samples.directory.url)
      }
      let (joined, whole) = (try compare("parts/*.globenc"), try compare("whole.globenc"))
      #expect(joined.status == 0 && joined.text.replacing("parts/*.globenc", with: "whole.globenc") == whole.text)
    }
  }
}
