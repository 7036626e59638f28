import Foundation
import Store
import TestSupport
import Testing

/// Options of globenc-index with models that lack a part which an option needs: a sentence and no store, or a complete store; never a trap.
@Suite struct LackingModelTests {
  /// A model, and the part that it lacks.
  struct Lacking: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let model: TinyModel
    /// The error for --text-pair; nil where the model takes pairs.
    var objection: String?
  }

  private static let oneType =
    "takes no pairs of texts: its tokenizer gives tokens of a pair the token type 1, and type_vocab_size in its config.json is 1"
  /// A tokenizer.json whose template for pairs has no special tokens.
  private static let withoutPairs = """
    {"normalizer": {"type": "BertNormalizer", "lowercase": true}, "pre_tokenizer": {"type": "BertPreTokenizer"},
    "post_processor": {"type": "TemplateProcessing",
      "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
      "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
      "special_tokens": {"[CLS]": {"ids": [2]}, "[SEP]": {"ids": [3]}}},
    "model": {"type": "WordPiece", "vocab": {\(TinyModel.vocabulary.enumerated().map { "\"\($1)\": \($0)" }.joined(separator: ", "))}}}
    """

  static let models = [
    Lacking(testDescription: "nothing but optional fields", model: TinyModel()),
    Lacking(testDescription: "a second token type", model: TinyModel(types: 1), objection: oneType),
    Lacking(
      testDescription: "a second token type, which the tokenizer does not give",
      model: TinyModel(types: 1, tokenizer: ["tokenizer_config.json": #"{"tokenizer_class": "DistilBertTokenizer"}"#])),
    Lacking(
      testDescription: "a template of pairs", model: TinyModel(tokenizer: ["tokenizer.json": withoutPairs]),
      objection: "has a tokenizer.json whose post_processor does not put two texts between special tokens, as the pairs of BERT are"),
    Lacking(testDescription: "a head", model: TinyModel(labels: nil, configuration: #", "architectures": ["BertModel"]"#)),
    Lacking(testDescription: "classes: a regression", model: TinyModel(labels: 1, configuration: #", "num_labels": 1"#)),
    Lacking(
      testDescription: "one class a text", model: TinyModel(configuration: #", "problem_type": "multi_label_classification""#)),
    Lacking(testDescription: "room for a token", model: TinyModel(positions: 2)),
    Lacking(testDescription: "room for two tokens", model: TinyModel(positions: 3)),
    Lacking(
      testDescription: "room in the tokenizer", model: TinyModel(tokenizer: ["tokenizer_config.json": #"{"model_max_length": 1}"#])),
  ]

  private static let corpus = """
    {"text": "a good film", "pair": "bad", "label": "LABEL_1", "genre": "x"}
    {"text": "bad film a a a a a a a a a a a a a a a", "pair": "", "label": null}

    """
  private static let options = [
    [], ["--text-pair", "pair"], ["--text-pair", "pair", "--max-length", "3", "--no-text"], ["--stride", "0"], ["--stride", "1"],
    ["--max-length", "2", "--layers", "all"], ["--precision", "bf16"], ["--precision", "int8", "--audit", "2"],
    ["--codec", "lossless", "--keep", "genre", "--workers", "2", "--limit", "1", "--json"], ["--replace", "--prune", "--label", "label"],
  ]

  @Test("no option causes a trap, and no store is left incomplete", arguments: models)
  func everyOption(lacking: Lacking) throws {
    let directory = try TemporaryDirectory()
    let model = try lacking.model.write(to: directory).path
    let corpus = try directory.write(Self.corpus, to: "c.jsonl").path
    for (number, options) in Self.options.enumerated() {
      let store = directory.url.appendingPathComponent("\(number).globenc").path
      let result = try IndexTool.run([corpus, "--model", model, "--store", store, "--workers", "1", "--quiet"] + options)
      #expect((0...2).contains(result.status), "\(options): \(result)")
      let left = try FileManager.default.contentsOfDirectory(atPath: directory.url.path).filter { $0.hasPrefix("\(number).") }
      #expect(left == (result.status == 2 ? [] : ["\(number).globenc"]), "\(options): \(result)")
      if result.status == 2 {
        #expect(result.errors.split(separator: "\n").count == 1, "\(options): \(result)")
      } else {
        let verification = try IndexTool.run(["verify", store, "--model", model])
        #expect(verification.status == 0, "\(options): \(verification)")
      }
      let dryRun = try IndexTool.run([corpus, "--model", model, "--dry-run", "--quiet"] + options)
      #expect(dryRun.status == result.status, "\(options): \(dryRun)")
      if options == ["--text-pair", "pair"], let objection = lacking.objection {
        let expected =
          "globenc-index: the model '\(model)' \(objection): leave --text-pair out, or name a model that was trained on pairs\n"
        #expect(result == IndexTool.Result(status: 2, output: "", errors: expected))
        #expect(dryRun == result)
      }
    }
  }

  @Test("a store of pairs is not continued by a model that takes none, and is not changed")
  func continuing() throws {
    let directory = try TemporaryDirectory()
    let corpus = try directory.write(Self.corpus, to: "c.jsonl").path
    let store = directory.url.appendingPathComponent("s.globenc").path
    let pairs = try TinyModel().write(to: directory).path
    #expect(try IndexTool.run([corpus, "--model", pairs, "--store", store, "--text-pair", "pair", "--quiet"]).status == 0)
    let other = try TemporaryDirectory()
    let single = try TinyModel(types: 1).write(to: other).path
    let before = try Data(contentsOf: URL(fileURLWithPath: store))
    let result = try IndexTool.run([corpus, "--model", single, "--store", store, "--text-pair", "pair", "--quiet"])
    #expect(result.status == 2 && result.errors.contains("takes no pairs of texts"))
    #expect(try IndexTool.run(["verify", store, "--model", single]).status == 2)
    #expect(try Data(contentsOf: URL(fileURLWithPath: store)) == before)
  }

  @Test("pairs of a tokenizer without token types are recomputed with the same types")
  func withoutTypes() throws {
    let directory = try TemporaryDirectory()
    let corpus = try directory.write(Self.corpus, to: "c.jsonl").path
    let plain = try TinyModel().write(to: directory).path
    let other = try TemporaryDirectory()
    let untyped = try TinyModel(tokenizer: ["tokenizer_config.json": #"{"model_input_names": ["input_ids"]}"#]).write(to: other).path
    let stores = ["typed", "untyped"].map { directory.url.appendingPathComponent($0 + ".globenc") }
    for (model, store) in zip([plain, untyped], stores) {
      let options = ["--text-pair", "pair", "--audit", "5", "--json", "--quiet"]
      let result = try IndexTool.run([corpus, "--model", model, "--store", store.path] + options)
      #expect(result.status == 0 && result.output.contains("\"lowest_spearman\": 1.0"), "\(result)")
      #expect(try IndexTool.run(["verify", store.path, "--model", model]).status == 0)
    }
    let examples = try stores.map { try #require(StoreContent($0).examples["1"]) }
    #expect(examples[0].logits != examples[1].logits)
    #expect(examples.map { $0.tokens.map(\.segment) } == Array(repeating: [0, 0, 0, 0, 0, 1, 1], count: 2))
    // The same model with another tokenizer, which encodes pairs differently.
    #expect(try IndexTool.run(["verify", stores[0].path, "--model", untyped]).status == 2)
  }

  @Test("a tokenizer that gives single texts a type that the model lacks is refused")
  func typesOfSingleTexts() throws {
    let directory = try TemporaryDirectory()
    let corpus = try directory.write(Self.corpus, to: "c.jsonl").path
    let saved = Self.withoutPairs.replacingOccurrences(
      of: #""single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}"#,
      with: #""single": [{"SpecialToken": {"id": "[CLS]", "type_id": 2}}"#)
    let model = try TinyModel(tokenizer: ["tokenizer.json": saved]).write(to: directory).path
    let store = directory.url.appendingPathComponent("s.globenc").path
    let result = try IndexTool.run([corpus, "--model", model, "--store", store, "--quiet"])
    #expect(
      result.errors
        == "globenc-index: the tokenizer in \(model) gives tokens of a text the token type 2, but type_vocab_size in config.json is 2: it belongs to "
        + "another model\n")
    #expect(result.status == 2 && !FileManager.default.fileExists(atPath: store))
  }
}
