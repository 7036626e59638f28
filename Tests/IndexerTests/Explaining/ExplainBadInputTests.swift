import Foundation
import TestSupport
import Testing

/// Wrong usage of `globenc-index explain`, and models that cannot do what is asked: one sentence each.
struct ExplainBadInputTests {
  @Test(
    arguments: [
      ([], "Missing expected argument '<text>'"),
      (["  \n"], "The text is empty: there is nothing to explain."),
      (["a", "--pair", " "], "The second text is empty: leave --pair out."),
      (["-"], "- stands for rows of JSON on standard input: add --jsonl."),
      (["a", "--jsonl"], "With --jsonl, rows come from standard input: write - in place of the text."),
      (["a", "b"], "unexpected argument 'b': explain takes <text>"),
      (["-", "--jsonl", "--pair", "b"], "--pair is for one text: it does not go with --jsonl."),
      (["-", "--jsonl", "--plain"], "--plain is for one text: it does not go with --jsonl."),
      (["-", "--jsonl", "--text", ""], "The name of a column is empty."),
      (["a", "--text", "body"], "--text names a column of rows: it goes with --jsonl."),
      (["a", "--text-pair", "b"], "--text-pair names a column of rows: it goes with --jsonl; the second text of one text is --pair."),
      (["a", "--json", "--color", "always"], "--color is for the terminal: it does not go with --json."),
      (["a", "--plain", "--color", "always"], "--plain is for where there is no colour: it does not go with --color always."),
      (["a", "-k", "3"], "-k is for --json and --jsonl: in the terminal, all of the text is shown."),
      (["a", "--json", "-k", "0"], "-k is a number of tokens from 1, not 0."),
      (["a", "--methods", "n-enk"], "--methods knows w, w-fixedres, "),
      (["a", "--methods", "n-enc", "--method", "w"], "--method is one of --methods, n-enc, not 'w'."),
      (["a", "--class", "positive"], "--class positive is for methods with a sign, such as decompx-linear, and n-enc has none: "),
      (["a", "--max-length", "1"], "--max-length 1 leaves no room for the special tokens: at least 2 are needed."),
      (["a", "--stride", "4", "--pair", "b"], "--stride cuts single texts into windows; it does not go with --pair."),
      (["a", "--stride", "-1"], "--stride is a number of tokens from 0, not -1."),
      (["a", "--workers", "0"], "--workers is a number from 1 to 1024, not 0."),
      (["a", "--store", "s"], "unknown option '--store': the store has no option here"),
    ] as [([String], String)])
  func wrongUsage(arguments: [String], message: String) throws {
    let result = try IndexTool.run(["explain"] + arguments + ["--model", IndexTool.model])
    #expect(result.errors.hasPrefix("Error: \(message)"), "\(result.errors)")
    #expect(result.status == 64 && result.output == "")
  }

  @Test(
    arguments: [
      (["--method", "decompx-linear", "--class", "neutral"], 2, "the model has no class 'neutral': it has "),
      (["--method", "decompx-linear", "--class", "gold"], 2, "example '1' has no scores by decompx-linear for the class that is its "),
      (["--methods", "w", "--classes", "all"], 64, "--classes is for methods with a sign: add one to --methods, such as decompx-linear."),
      (["--threshold", "0.3"], 2, "--threshold is for models that give several labels, and the model '"),
      (["--label-map", "x=neutral"], 2, "--label-map: 'neutral' is no class of the model, whose classes are "),
    ] as [([String], Int32, String)])
  func whatTheModelLacks(arguments: [String], status: Int32, message: String) throws {
    let result = try IndexTool.run(["explain", "--model", IndexTool.model, "a good film"] + arguments)
    #expect(result.errors.hasPrefix("globenc-index: \(message)") && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(result.status == status && result.output == "")
  }

  @Test("a model without a head has scores without a sign and no prediction, and no others")
  func withoutHead() throws {
    let directory = try TemporaryDirectory()
    let model = try TinyModel(labels: nil, configuration: #", "architectures": ["BertModel"]"#).write(to: directory).path
    let shown = try IndexTool.run(["explain", "--model", model, "a good film"])
    #expect(shown.status == 0 && shown.output.hasPrefix("example 1\n") && shown.output.contains("strongest: "))
    let json = try ExplainedCorpus.object(IndexTool.run(["explain", "--model", model, "a good film", "--json"]).output)
    #expect(json["predicted"] is NSNull && json["logits"] is NSNull)
    let signed = try IndexTool.run(["explain", "--model", model, "a good film", "--method", "decompx-linear"])
    #expect(signed.status == 2 && signed.output == "" && signed.errors.split(separator: "\n").count == 1, "\(signed.errors)")
  }

  @Test("a folder without a model")
  func noModel() throws {
    let result = try IndexTool.run(["explain", "--model", "/nonexistent", "a"])
    #expect(result.status == 2 && result.errors.hasPrefix("globenc-index: ") && result.errors.contains("/nonexistent"))
  }
}
