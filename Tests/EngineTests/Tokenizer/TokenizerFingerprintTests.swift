import Foundation
import TestSupport
import Testing

@testable import Engine

/// The tokenizer's fingerprint in a store: it differs where texts are split differently, and is equal where they are not.
@Suite struct TokenizerFingerprintTests {
  private static let vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "e", "E", "é", "É", "##e", "漢"]

  private func tokenizer(_ files: [String: String?] = [:]) throws -> PipelineTokenizer {
    let directory = try TemporaryDirectory()
    let all: [String: String?] = ["vocab.txt": Self.vocabulary.joined(separator: "\n") + "\n"].merging(files) { $1 }
    for (name, text) in all { if let text { _ = try directory.write(text, to: name) } }
    return try PipelineTokenizer(modelDirectory: directory.url)
  }

  private func fingerprint(_ files: [String: String?] = [:]) throws -> String { try tokenizer(files).fingerprint }

  private func configured(_ options: String) throws -> PipelineTokenizer { try tokenizer(["tokenizer_config.json": "{\(options)}"]) }

  private static func saved(_ more: String = "") -> String {
    let pieces = vocabulary.enumerated().map { "\"\($1)\": \($0)" }.joined(separator: ", ")
    return """
      {"added_tokens": [{"id": 4, "content": "[MASK]", "special": true}], "normalizer": {"type": "BertNormalizer"},
      "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": {"type": "BertProcessing", "cls": ["[CLS]", 2], "sep": ["[SEP]", 3]},
      "model": {"type": "WordPiece", "vocab": {\(pieces)}}\(more)}
      """
  }

  @Test(
    "the models of version 0.1 have the fingerprints that its stores record",
    arguments: [
      ("samples/bert-tiny-sentiment", "a63d6ee6f0d6c174"), ("Tests/Fixtures/models/bert-odd-nli", "575af592cef66a7b"),
    ])
  func unchanged(model: String, expected: String) throws {
    let tokenizer = try PipelineTokenizer(modelDirectory: Fixtures.repository.appendingPathComponent(model))
    #expect(tokenizer.fingerprint == expected)
    #expect(tokenizer.fingerprint(forPairs: true) == expected)
  }

  @Test("it changes with the vocabulary and the options, and with nothing else")
  func changes() throws {
    let plain = try fingerprint()
    #expect(plain.count == 16)
    #expect(try configured(#""model_max_length": 5, "do_lower_case": true"#).fingerprint == plain)
    #expect(try configured(#""do_lower_case": false"#).fingerprint != plain)
    #expect(try configured(#""split_special_tokens": true"#).fingerprint != plain)
    #expect(try configured(#""truncation_side": "left""#).fingerprint != plain)
    #expect(try fingerprint(["vocab.txt": Self.vocabulary.reversed().joined(separator: "\n")]) != plain)
    #expect(try fingerprint(["added_tokens.json": #"{"Neu": 11}"#]) != plain)
  }

  @Test("neither the tokenizer's files matter nor the order of tokens in them")
  func sameTokenizer() throws {
    let plain = try configured(#""added_tokens_decoder": {"4": {"content": "[MASK]", "special": true}}"#).fingerprint
    let saved = #""tokenizer_class": "BertTokenizer", "added_tokens_decoder": {"4": {"content": "[MASK]", "special": true}}"#
    #expect(try fingerprint(["tokenizer.json": Self.saved(), "tokenizer_config.json": "{\(saved)}"]) == plain)
    #expect(try fingerprint(["tokenizer.json": Self.saved(), "tokenizer_config.json": "{\(saved)}", "vocab.txt": "stale\n"]) == plain)
  }

  @Test("parts of tokenizer.json that change the tokens of a text change it")
  func savedParts() throws {
    let plain = #"{"tokenizer_class": "PreTrainedTokenizerFast"}"#
    let bert = try fingerprint(["tokenizer.json": Self.saved(), "tokenizer_config.json": plain])
    for (part, other) in [
      (#""normalizer": {"type": "BertNormalizer"}"#, #""normalizer": null"#),
      (#""pre_tokenizer": {"type": "BertPreTokenizer"}"#, #""pre_tokenizer": null"#),
      (#""cls": ["[CLS]", 2]"#, #""cls": ["[CLS]", 4]"#),
      (#""content": "[MASK]""#, #""content": "[MASK]", "lstrip": true"#),
    ] {
      #expect(
        try fingerprint(["tokenizer.json": Self.saved().replacingOccurrences(of: part, with: other), "tokenizer_config.json": plain])
          != bert)
    }
  }

  @Test("token types of the second segment count for pairs only")
  func pairs() throws {
    let plain = try tokenizer()
    let without = try configured(#""model_input_names": ["input_ids", "attention_mask"]"#)
    #expect(without.fingerprint == plain.fingerprint)
    #expect(without.fingerprint(forPairs: true) != plain.fingerprint(forPairs: true))
    #expect(plain.fingerprint(forPairs: true) == plain.fingerprint)
  }

  @Test("it changes where added tokens are found differently than by version 0.1")
  func addedTokens() throws {
    func tokens(_ rest: String) -> String { #""added_tokens_decoder": {"11": {"content": "ab", "rstrip": true}, "12": {\#(rest)}}"# }
    let apart = try configured(tokens(#""content": "cd""#)).fingerprint
    // A token of white space matches in the white space behind another token.
    #expect(try configured(tokens(#""content": " ""#)).fingerprint != apart)
    let kept = #""added_tokens_decoder": {"11": {"content": "Ee", "normalized": true}}"#
    // Tokens are normalized before the class sets the normalizer's options.
    #expect(try configured(kept + #", "do_basic_tokenize": false"#).fingerprint != (try configured(kept).fingerprint))
  }

  /// The fingerprint of a byte-level tokenizer with another text in place of a part, for single texts and pairs.
  private func byteLevel(_ part: String = "", _ other: String = "") throws -> [String] {
    let saved = """
      {"added_tokens": [{"id": 0, "content": "<s>", "special": true}], "normalizer": {"type": "NFC"},
      "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true},
      "post_processor": {"type": "RobertaProcessing", "cls": ["<s>", 0], "sep": ["</s>", 1], "trim_offsets": true, "add_prefix_space": false},
      "model": {"type": "BPE", "dropout": null, "vocab": {"<s>": 0, "</s>": 1, "a": 2, "b": 3, "ab": 4}, "merges": ["a b"]}}
      """
    let tokenizer = try tokenizer([
      "vocab.txt": nil, "tokenizer.json": saved.replacingOccurrences(of: part, with: other),
      "tokenizer_config.json": #"{"tokenizer_class": "PreTrainedTokenizerFast"}"#,
    ])
    return [tokenizer.fingerprint, tokenizer.fingerprint(forPairs: true)]
  }

  @Test(
    "every part of another tokenizer changes it",
    arguments: [
      (#"{"type": "NFC"}"#, "null"), (#""type": "NFC""#, #""type": "NFKC""#), (#"use_regex": true"#, #"use_regex": false"#),
      (#"["a b"]"#, "[]"), (#""ab": 4"#, #""ab": 5"#), (#""dropout": null"#, #""unk_token": "a""#),
      (#""trim_offsets": true, "add_prefix_space": false}"#, #""trim_offsets": false, "add_prefix_space": false}"#),
      (#""trim_offsets": true, "add_prefix_space": false}"#, #""trim_offsets": true, "add_prefix_space": true}"#),
      (#""special": true"#, #""special": true, "lstrip": true"#), (#""cls": ["<s>", 0]"#, #""cls": ["a", 2]"#),
    ])
  func otherParts(part: String, other: String) throws {
    #expect(try byteLevel(part, other)[0] != byteLevel()[0])
  }

  @Test(
    "parts that are written differently and work alike do not",
    arguments: [
      (#", "use_regex": true"#, ""), (#"["a b"]"#, #"[["a", "b"]]"#), (#""dropout": null, "#, ""), (#""type": "BPE", "#, ""),
      (#"{"type": "NFC"}"#, #"{"type": "Sequence", "normalizers": [{"type": "NFC"}]}"#),
      (#""trim_offsets": true, "use_regex""#, #""trim_offsets": false, "use_regex""#),
    ])
  func sameParts(part: String, other: String) throws {
    #expect(try byteLevel(part, other) == byteLevel())
  }

  @Test("the scores of Unigram, and the template of pairs, change it")
  func scores() throws {
    func fingerprints(_ score: String, _ processor: String) throws -> [String] {
      let saved = """
        {"pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"},
        "post_processor": {"type": "\(processor)", "cls": ["<s>", 0], "sep": ["</s>", 1], "trim_offsets": false, "add_prefix_space": false},
        "model": {"type": "Unigram", "unk_id": 2, "vocab": [["<s>", 0], ["</s>", 0], ["<unk>", 0], ["a", \(score)]]}}
        """
      let tokenizer = try tokenizer([
        "vocab.txt": nil, "tokenizer.json": saved, "tokenizer_config.json": #"{"tokenizer_class": "PreTrainedTokenizerFast"}"#,
      ])
      return [tokenizer.fingerprint, tokenizer.fingerprint(forPairs: true)]
    }
    let plain = try fingerprints("-1", "RobertaProcessing")
    #expect(try fingerprints("-1.0000001", "RobertaProcessing")[0] != plain[0])
    let bert = try fingerprints("-1", "BertProcessing")
    #expect(bert[0] == plain[0] && bert[1] != plain[1])
  }
}
