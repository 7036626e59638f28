import Foundation
import TestSupport
import Testing

/// The formats and their shorthands, which every listing takes.
struct FormatTests {
  private let store: SampleStore

  init() throws { store = try SampleStore() }

  private static let listings = [
    ["info"], ["top", "--label", "negative", "--min-count", "1"], ["top", "--example", "a"], ["examples"], ["labels"], ["tokens", "not"],
    ["cues", "--ratio", "0", "--purity", "0", "--min-count", "1"], ["verify"], ["export", "--what", "examples"],
    ["export", "--what", "tokens"], ["export", "--what", "labels"], ["matrix", "a"],
  ]

  private func run(_ arguments: [String]) throws -> QueryProgram.Result {
    try QueryProgram.run([arguments[0], store.url.path] + arguments.dropFirst(), in: store.directory.url)
  }

  @Test(arguments: listings) func aShorthandIsTheFormat(listing: [String]) throws {
    for format in ["csv", "tsv", "json", "jsonl", "md", "excel"] {
      let short = try run(listing + ["--\(format)"])
      #expect(short.errors == "" && short.status == 0)
      #expect(short.output == (try run(listing + ["--format", format])).output)
      let lines = short.text.split(separator: "\n")
      switch format {
      case "csv": #expect(lines[0].contains(",") && !lines[0].hasPrefix("{"))
      case "tsv":
        let fields = lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).count }
        #expect(Set(fields).count == 1 && fields[0] > 1, "\(short.text)")
      case "json": _ = try JSONSerialization.jsonObject(with: short.output)
      case "jsonl": for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] }
      case "md": #expect(short.text.contains("\n| ---") || short.text.contains("| ---:"))
      default: #expect(Array(short.output.prefix(3)) == [0xEF, 0xBB, 0xBF] && short.text.contains("\r\n"))
      }
    }
  }

  @Test func jsonlHasTheRowsOfCSVAndJSONTheWholeDocument() throws {
    #expect(
      try run(["labels", "--jsonl"]).text
        == """
        {"label":"negative","predicted":"negative","examples":1,"mean_confidence":0.75}
        {"label":"negative","predicted":"positive","examples":1,"mean_confidence":0.5}
        {"label":null,"predicted":"positive","examples":1,"mean_confidence":1.0}

        """)
    #expect(try run(["export", "--what", "labels", "--format", "json"]).text.hasPrefix(#"{"labels":[{"label":"negative","#))
    #expect(try run(["labels", "--excel", "--csv"]).output == (try run(["labels", "--excel"])).output)
  }

  /// Markdown contains all sentences that a table prints for people.
  @Test func markdownHasTheSentencesAndAllTables() throws {
    let labels = try run(["labels", "--md"]).text
    #expect(
      labels.hasPrefix(
        """
        3 examples

        Labels: gold, and what the model predicted (accuracy 50.0 %, 95 % interval 9.5–90.5 %)

        | gold | examples | → negative | → positive | right |
        | --- | ---: | ---: | ---: | --- |
        | negative | 2 | 1 | 1 | 50.0 % |
        | (no label) | 1 | 0 | 1 |  |

        Mean confidence

        | gold | → negative | → positive |
        """), "\(labels)")
    #expect(
      labels.contains("\n\n| class | gold | predicted | both | precision | recall | F1 |\n| --- | ---: | ---: | ---: | --- | --- | --- |\n")
    )
    #expect(labels.contains("\n\nCalibration: expected calibration error 37.5 %") && labels.contains("\n\n| confidence | examples |"))
    let tokens = try run(["tokens", "not", "--md"]).text
    #expect(tokens.hasPrefix("'▁not': 2 times in 2 of 3 examples, mean ") && tokens.contains("\n\nStrongest in\n\n| example | label |"))
    let info = try run(["info", "--md"]).text
    #expect(info.hasPrefix("| key | value |\n") && info.contains("\n\n| gold | examples |") && !info.hasSuffix("\n\n"))
    let verify = try run(["verify", "--md"]).text
    #expect(verify.hasPrefix("| table | example | damage |\n") && verify.hasSuffix(" are those of a recount\n"), "\(verify)")
    let compare = try run(["compare", store.url.path, "--md", "--min-count", "1"]).text
    #expect(compare.contains("| in both | 3 |\n") && compare.contains("\n\nTokens whose mean score moved most"), "\(compare)")
    #expect(
      try run(["compare", store.url.path, "--md", "--what", "examples"]).text.hasPrefix(
        "Examples whose scores are least alike\n\n| example |"))
  }
}
