import Foundation
import TestSupport
import Testing

@testable import Engine

/// Damaged and unsupported tokenizer files give one sentence that names the file.
@Suite struct TokenizerErrorTests {
  private static let vocabulary = "[UNK]\n[CLS]\n[SEP]\n"

  private func message(_ files: [String: Data]) throws -> String {
    let directory = try TemporaryDirectory()
    for (name, data) in files { _ = try directory.write(data, to: name) }
    let error = #expect(throws: EngineError.self) { try PipelineTokenizer(modelDirectory: directory.url) }
    return error?.description.replacingOccurrences(of: directory.url.path, with: "DIR") ?? ""
  }

  private func message(_ files: [String: String]) throws -> String {
    try message(files.mapValues { Data($0.utf8) })
  }

  @Test("a directory without a vocabulary")
  func missingVocabulary() throws {
    let expected = "DIR has no vocabulary: neither vocab.txt nor one in tokenizer.json; save the tokenizer into the model's directory"
    #expect(try message([:] as [String: String]) == expected)
    #expect(
      try message(["vocab.txt": Self.vocabulary, "tokenizer.json": #"{"normalizer": {}, "model": {"type": "WordPiece"}}"#])
        == "DIR/tokenizer.json has no vocabulary; save the tokenizer again, or remove the file where vocab.txt is to be read")
  }

  @Test("a vocabulary without a token that every text needs", arguments: ["[UNK]", "[CLS]", "[SEP]"])
  func missingToken(token: String) throws {
    let expected = "DIR/vocab.txt: the vocabulary has no '\(token)', which every text needs; is it another model's vocabulary?"
    #expect(try message(["vocab.txt": Self.vocabulary.replacingOccurrences(of: token, with: "x")]) == expected)
  }

  @Test("an empty vocabulary, and one that is not UTF-8")
  func damagedVocabulary() throws {
    #expect(try message(["vocab.txt": ""]) == "DIR/vocab.txt is empty; restore the vocabulary, a piece a line")
    let bytes = Data(Self.vocabulary.utf8 + [0xC3, 0x28, 0x0A])
    #expect(try message(["vocab.txt": bytes]) == "DIR/vocab.txt: line 4 is not UTF-8; restore the vocabulary")
  }

  @Test("a file too large for a vocabulary is not parsed")
  func hugeVocabulary() throws {
    #expect(try message(["vocab.txt": Data(count: PieceTrie.maximumBytes + 1)]).hasPrefix("DIR/vocab.txt has 8388608 bytes, more than"))
  }

  @Test("another kind of tokenizer")
  func otherTokenizer() throws {
    let model = #"{"normalizer": {"type": "Lowercase"}, "model": {"type": "WordLevel", "vocab": {"a": 0}}}"#
    #expect(try message(["tokenizer.json": model]).hasPrefix("DIR/tokenizer.json: model of type 'WordLevel' is not supported; "))
    let rest = #""model": {"type": "WordPiece", "vocab": {"[UNK]": 0}}"#
    for (part, name) in [("normalizer", "ByteLevel"), ("pre_tokenizer", "UnicodeScripts"), ("post_processor", "Unknown")] {
      let file = "{\"normalizer\": {\"type\": \"Lowercase\"}, \"\(part)\": {\"type\": \"\(name)\"}, \(rest)}"
      #expect(
        try message(["vocab.txt": Self.vocabulary, "tokenizer.json": file]).hasPrefix(
          "DIR/tokenizer.json: \(part) of type '\(name)' is not supported; "))
    }
    let japanese =
      "DIR: tokenizer 'BertJapaneseTokenizer' is not supported; supported are BertTokenizer, DistilBertTokenizer, RobertaTokenizer, "
      + "XLMRobertaTokenizer, CamembertTokenizer, AlbertTokenizer, DebertaV2Tokenizer, DebertaTokenizer, MPNetTokenizer, PreTrainedTokenizer"
    #expect(try message(["vocab.txt": Self.vocabulary, "config.json": #"{"tokenizer_class": "BertJapaneseTokenizer"}"#]) == japanese)
    #expect(
      try message(["vocab.txt": Self.vocabulary, "tokenizer_config.json": #"{"tokenizer_class": "PreTrainedTokenizerFast"}"#])
        == "DIR: tokenizer 'PreTrainedTokenizerFast' is read from tokenizer.json alone, which is missing; save the tokenizer again")
  }

  @Test("JSON that is damaged, or not an object")
  func damagedJSON() throws {
    #expect(
      try message(["vocab.txt": Self.vocabulary, "tokenizer_config.json": "{\n\"a\": tru}"])
        == "DIR/tokenizer_config.json is not valid JSON: line 2, column 6: a value is expected; save the tokenizer again or restore the file"
    )
    #expect(
      try message(["vocab.txt": Self.vocabulary, "special_tokens_map.json": "[]"])
        == "DIR/special_tokens_map.json is not a JSON object; save the tokenizer again or restore the file")
  }

  @Test("a byte order mark, which JSON parsers refuse", arguments: [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]])
  func byteOrderMarks(mark: [UInt8]) throws {
    do {
      _ = try JSONFile.object(mark + Array("{}".utf8), path: "DIR/config.json", otherwise: "")
      Issue.record("it was read")
    } catch let error as EngineError {
      let kind = mark.count == 3 ? "a byte order mark, which JSON must not have" : "the byte order mark of UTF-16"
      #expect(
        error.description
          == "DIR/config.json is not valid JSON: line 1, column 1: the file begins with \(kind): save it as UTF-8 without one; "
          + "correct or restore the file")
    }
    #expect(
      try message(["vocab.txt": Self.vocabulary, "tokenizer_config.json": "\u{FEFF}{}"])
        == "DIR/tokenizer_config.json is not valid JSON: line 1, column 1: the file begins with a byte order mark, which JSON must not have: save it "
        + "as UTF-8 without one; save the tokenizer again or restore the file")
  }

  @Test(
    "a null of the normalizer's, for which BertTokenizerFast of transformers raises",
    arguments: ["do_lower_case", "tokenize_chinese_chars"])
  func nulls(key: String) throws {
    let expected =
      "DIR/tokenizer_config.json: '\(key)' is null, which transformers refuses, too: write true or false, or leave it out for true"
    let settings = "{\"\(key)\": null}"
    #expect(try message(["vocab.txt": Self.vocabulary, "tokenizer_config.json": settings]) == expected)
    let saved =
      #"{"normalizer": {"type": "BertNormalizer"}, "pre_tokenizer": {"type": "BertPreTokenizer"}, "#
      + #""model": {"type": "WordPiece", "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2}}}"#
    #expect(try message(["tokenizer.json": saved, "tokenizer_config.json": settings]) == expected)
    // PreTrainedTokenizerFast does not need the token.
    let fast = "{\"\(key)\": null, \"tokenizer_class\": \"PreTrainedTokenizerFast\"}"
    #expect(try message(["tokenizer.json": saved, "tokenizer_config.json": fast]) != expected)
  }

  @Test("options of a wrong type")
  func wrongTypes() throws {
    #expect(
      try message(["vocab.txt": Self.vocabulary, "tokenizer_config.json": #"{"do_lower_case": "yes"}"#])
        == "DIR/tokenizer_config.json: 'do_lower_case' is neither true nor false nor null; correct it")
    #expect(
      try message(["vocab.txt": Self.vocabulary, "tokenizer_config.json": #"{"cls_token": 7}"#])
        == "DIR/tokenizer_config.json: 'cls_token' is no token; correct it")
  }

  @Test(
    "a part of a wrong type, which tokenizers refuses, too, is not skipped",
    arguments: [
      (#""normalizer": 5"#, "normalizer has no 'type'"), (#""normalizer": {"lowercase": true}"#, "normalizer has no 'type'"),
      (#""normalizer": {"type": 5}"#, "normalizer has no 'type'"),
      (#""normalizer": {"type": "Sequence"}"#, "a 'Sequence' has no list of 'normalizers'"),
      (#""normalizer": {"type": "Sequence", "normalizers": [null]}"#, "normalizer has no 'type'"),
      (#""pre_tokenizer": {}"#, "pre_tokenizer has no 'type'"),
      (#""pre_tokenizer": {"type": "Sequence", "pretokenizers": 5}"#, "a 'Sequence' has no list of 'pretokenizers'"),
      (#""added_tokens": {}"#, "'added_tokens' is no list"),
      (#""added_tokens": [{"id": 0}]"#, "entry 0 of 'added_tokens' has no 'content'"),
      (#""model": {"type": "BPE", "vocab": {"a": 0}, "merges": 5}"#, "the BPE model has no list of 'merges'"),
      (#""model": {"type": "BPE", "vocab": {"a": 0}}"#, "the BPE model has no list of 'merges'"),
    ])
  func wrongParts(part: String, message: String) throws {
    let model = part.hasPrefix(#""model""#) ? "" : #""model": {"type": "WordPiece", "vocab": {"[UNK]": 0}}, "#
    let settings = #"{"tokenizer_class": "PreTrainedTokenizerFast"}"#
    #expect(
      try self.message(["tokenizer.json": "{\(model)\(part)}", "tokenizer_config.json": settings])
        == "DIR/tokenizer.json: \(message); save the tokenizer again")
  }

  @Test("ids that would take too much memory, or are no ids", arguments: ["1e15", "-1", "1.5", "\"3\""])
  func wildIDs(id: String) throws {
    #expect(
      try message(["tokenizer.json": #"{"normalizer": {}, "model": {"type": "WordPiece", "vocab": {"[UNK]": 0, "x": \#(id)}}}"#])
        == "DIR/tokenizer.json: piece 'x' has no id that fits 2 pieces; save the tokenizer again")
    let decoder = #"{"added_tokens_decoder": {"99999999": {"content": "[CLS]"}}}"#
    #expect(
      try message(["vocab.txt": Self.vocabulary, "tokenizer_config.json": decoder])
        == "DIR/vocab.txt: a special token of the template has id 99999999, which does not fit 5 pieces; correct it")
  }
}
