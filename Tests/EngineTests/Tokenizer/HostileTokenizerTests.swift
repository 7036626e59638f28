import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// Files of tokenizers that are damaged in any way are refused with one sentence, or read as the reference reads them; none traps.
@Suite struct HostileTokenizerTests {
  private static let template = """
    {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
    {"SpecialToken": {"id": "</s>", "type_id": 0}}], "pair": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A",
    "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "</s>",
    "type_id": 1}}], "special_tokens": {"<s>": {"ids": [0]}, "</s>": {"ids": [1]}}}
    """
  private static let tokens = #"[{"id": 0, "content": "<s>", "lstrip": false, "normalized": false, "special": true}]"#

  private static let documents = [
    """
    {"added_tokens": \(tokens), "normalizer": {"type": "Sequence", "normalizers": [{"type": "Replace", "pattern": {"Regex": " {2,}"},
    "content": " "}, {"type": "Strip", "strip_left": true, "strip_right": true}, {"type": "NFKC"}]},
    "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true}, "post_processor": \(template),
    "model": {"type": "Unigram", "unk_id": 2, "byte_fallback": false, "vocab": [["<s>", 0.0], ["</s>", 0.0], ["<unk>", 0.0], ["▁", -1.5]]}}
    """,
    """
    {"added_tokens": \(tokens), "normalizer": null, "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true,
    "use_regex": true}, "post_processor": {"type": "RobertaProcessing", "cls": ["<s>", 0], "sep": ["</s>", 1], "trim_offsets": true,
    "add_prefix_space": true}, "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": "",
    "end_of_word_suffix": "", "fuse_unk": false, "byte_fallback": false, "ignore_merges": false, "merges": [["a", "b"], ["ab", "c"]],
    "vocab": {"<s>": 0, "</s>": 1, "a": 2, "b": 3, "c": 4, "ab": 5, "abc": 6}}}
    """,
    """
    {"added_tokens": \(tokens), "normalizer": {"type": "BertNormalizer", "clean_text": true, "lowercase": true, "strip_accents": null,
    "handle_chinese_chars": true}, "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type":
    "Punctuation", "behavior": "Isolated"}]}, "truncation": {"direction": "Left"}, "padding": {"pad_token": "<pad>"},
    "post_processor": \(template), "model": {"type": "WordPiece", "unk_token": "<unk>", "continuing_subword_prefix": "##",
    "max_input_chars_per_word": 100, "vocab": {"<s>": 0, "</s>": 1, "<unk>": 2, "a": 3, "##b": 4}}}
    """,
  ]

  private static let replacements: [JSONValue] = [
    .null, .bool(true), .number(-1), .number(1e300), .number(2_147_483_648), .number(0.5), .string(""), .string("x"), .array([]),
    .object([]),
  ]

  /// The document with each of its values replaced by another one, removed or repeated.
  private static func variants(_ value: JSONValue) -> [JSONValue] {
    var variants = replacements
    switch value {
    case .array(let elements): variants += lists(elements, variants: Self.variants).map { .array($0) }
    case .object(let members):
      let lists: [[JSONValue.Member]] = lists(members) { member in
        Self.variants(member.value).map { JSONValue.Member(key: member.key, value: $0) }
      }
      variants += lists.map { .object($0) }
    default: break
    }
    return variants
  }

  /// The list with each element replaced by its variants, removed or repeated.
  private static func lists<Element>(_ elements: [Element], variants: (Element) -> [Element]) -> [[Element]] {
    var lists: [[Element]] = []
    for (index, element) in elements.enumerated() {
      for variant in variants(element) {
        var list = elements
        list[index] = variant
        lists.append(list)
      }
      var shorter = elements
      shorter.remove(at: index)
      lists.append(shorter)
      lists.append(elements + [element])
    }
    return lists
  }

  @Test("a value of a wrong type, a missing one and a repeated one anywhere in tokenizer.json", arguments: 0..<3)
  func wrongValues(document: Int) throws {
    let directory = try TemporaryDirectory()
    _ = try directory.write(#"{"tokenizer_class": "PreTrainedTokenizerFast"}"#, to: "tokenizer_config.json")
    let value = try JSONValue(parsing: Array(Self.documents[document].utf8))
    _ = try directory.write(value.text, to: "tokenizer.json")
    _ = try PipelineTokenizer(modelDirectory: directory.url)
    for variant in Self.variants(value) {
      _ = try directory.write(variant.text, to: "tokenizer.json")
      do {
        let tokenizer = try PipelineTokenizer(modelDirectory: directory.url)
        let encoding = tokenizer.encode(" a <s>ab  x,é", pair: nil, maxLength: 100)
        #expect(encoding.inputIDs.allSatisfy { tokenizer.pieces.indices.contains(Int($0)) }, "\(variant.text)")
        for id in tokenizer.pieces.indices { _ = tokenizer.spelling(ofPiece: id) }
        if tokenizer.largestPairType != nil { _ = tokenizer.encode("a", pair: "b", maxLength: 100) }
      } catch let error as EngineError {
        #expect(error.description.contains(directory.url.path), "\(error)")
        #expect(error.description.count < 700, "\(error)")
      }
    }
  }

  @Test(
    "what is too large or too deep is refused at once",
    arguments: [
      (String(repeating: "[", count: 1_000_000), "nested deeper than 128 levels"),
      (#"{"model": {"type": "BPE", "vocab": \#(String(repeating: #"{"a": "#, count: 1000))"#, "nested deeper than 128 levels"),
      (#"{"model": {"type": "Unigram", "vocab": [\#(String(repeating: "[", count: 1000))"#, "is no piece with its score"),
      (#"{"model": {"type": "Unigram", "vocab": [["a", 1e999]]}}"#, "is no piece with its score"),
      (#"{"model": {"type": "Unigram", "vocab": []}}"#, "the vocabulary is empty"),
      (#"{"model": {"type": "WordPiece", "vocab": {}}}"#, "the vocabulary is empty"),
      (#"{"model": {"type": "WordPiece", "vocab": []}}"#, "the vocabulary is not an object of pieces and their ids"),
      (#"{"model": {"type": "Unigram", "vocab": {"a": 0}}}"#, "the vocabulary is not a list of pieces and their scores"),
      (#"{"model": {"type": "BPE", "vocab": {"a": 30000}, "merges": []}}"#, "piece 'a' has no id that fits 1 pieces"),
      (#"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a"]}}"#, "merge 0 is not two pieces"),
      (#"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [["a", "a", "a"]]}}"#, "merge 0 is not two pieces"),
      (#"{"model": {"vocab": {"\#(String(repeating: "a", count: 9_000_000))": 0}}}"#, "the vocabulary has more than 8388607 bytes"),
    ])
  func refusals(document: String, reason: String) throws {
    let directory = try TemporaryDirectory()
    _ = try directory.write(document, to: "tokenizer.json")
    let error = #expect(throws: EngineError.self) { try PipelineTokenizer(modelDirectory: directory.url) }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
  }

  @Test("a hundred thousand special tokens are not compared with each other", .timeLimit(.minutes(1)))
  func manySpecialTokens() throws {
    let directory = try TemporaryDirectory()
    _ = try directory.write(#"{"tokenizer_class": "PreTrainedTokenizerFast"}"#, to: "tokenizer_config.json")
    _ = try directory.write(Self.documents[2], to: "tokenizer.json")
    let tokens = (0..<100_000).map { "\"<m\($0)>\"" }.joined(separator: ",")
    _ = try directory.write("{\"additional_special_tokens\": [\(tokens)]}", to: "special_tokens_map.json")
    let error = #expect(throws: EngineError.self) { try PipelineTokenizer(modelDirectory: directory.url) }
    #expect(error?.description.contains("the added tokens have more than") == true, "\(error?.description ?? "")")
  }

  @Test("a long pattern and a template of many parts are refused before they are read")
  func longPatterns() throws {
    let pattern = String(repeating: "[a-z]|", count: 10_000)
    #expect(throws: RegularExpressionError(reason: "it has more than 16384 bytes")) { try RegularExpression(pattern) }
    #expect(throws: RegularExpressionError(reason: "it has more than 16384 bytes")) { try RegularExpression(literal: pattern) }
    let parts = Array(repeating: #"{"SpecialToken": {"id": "<s>", "type_id": 0}}"#, count: 1_000).joined(separator: ",")
    let document = """
      {"post_processor": {"type": "TemplateProcessing", "single": [\(parts)], "special_tokens": {"<s>": {"ids": [0]}}},
      "model": {"type": "WordPiece", "unk_token": "<s>", "vocab": {"<s>": 0}}}
      """
    let directory = try TemporaryDirectory()
    _ = try directory.write(#"{"tokenizer_class": "PreTrainedTokenizerFast"}"#, to: "tokenizer_config.json")
    _ = try directory.write(document, to: "tokenizer.json")
    let error = #expect(throws: EngineError.self) { try PipelineTokenizer(modelDirectory: directory.url) }
    #expect(error?.description.contains("with this template of single texts is not supported") == true, "\(error?.description ?? "")")
  }

  @Test(
    "vocab.json and merges.txt that are damaged",
    arguments: [
      (#"{"<s>": 0}"#, "#version\na b c\n", "merges.txt: line 2 is not two pieces with a space between"),
      (#"{"<s>": 0}"#, "#version\na\n", "merges.txt: line 2 is not two pieces with a space between"),
      (#"{"<s>": 0, "</s>": 1}"#, "#version\na b\n", "merge"), (#"["<s>"]"#, "", "vocab.json is not a JSON object"),
      (#"{"<s>": "0"}"#, "", "piece '<s>' has no id that fits 1 pieces"),
      (#"{"<s>": 0}"#, "", "vocab.json: the vocabulary has no '</s>', which every text needs"),
    ])
  func slowFiles(vocabulary: String, merges: String, reason: String) throws {
    let directory = try TemporaryDirectory()
    _ = try directory.write(vocabulary, to: "vocab.json")
    _ = try directory.write(merges, to: "merges.txt")
    _ = try directory.write(#"{"model_type": "roberta"}"#, to: "config.json")
    let error = #expect(throws: EngineError.self) { try PipelineTokenizer(modelDirectory: directory.url) }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
  }
}
