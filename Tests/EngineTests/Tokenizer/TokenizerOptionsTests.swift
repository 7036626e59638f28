import Foundation
import TestSupport
import Testing

@testable import Engine

/// The file that decides each option of the tokenizer.
@Suite struct TokenizerOptionsTests {
  private static let vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "e", "E", "é", "É", "##e", "漢", "e\u{301}", "##x"]

  /// A tokenizer of the files with these contents, and of a vocab.txt unless its content is nil.
  private func tokenizer(_ files: [String: String?] = [:]) throws -> PipelineTokenizer {
    let directory = try TemporaryDirectory()
    let all: [String: String?] = ["vocab.txt": Self.vocabulary.joined(separator: "\n") + "\n"].merging(files) { $1 }
    for (name, text) in all { if let text { _ = try directory.write(text, to: name) } }
    return try PipelineTokenizer(modelDirectory: directory.url)
  }

  private func pieces(_ text: String, _ files: [String: String?] = [:]) throws -> [String] {
    let tokenizer = try tokenizer(files)
    return tokenizer.encode(text, pair: nil, maxLength: 100).inputIDs.dropFirst().dropLast().map { tokenizer.pieces[Int($0)] }
  }

  /// The text of a tokenizer.json, without a normalizer where it is nil.
  private static func saved(_ normalizer: String? = "", model: String = "", vocabulary: String? = nil) -> String {
    let pieces = Self.vocabulary.enumerated().map { "\"\($1)\": \($0)" }.joined(separator: ", ")
    let normalizer = normalizer.map { #"{"type": "BertNormalizer"\#($0)}"# } ?? "null"
    let processor = #"{"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]}"#
    return """
      {"normalizer": \(normalizer), "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": \(processor),
      "model": {"type": "WordPiece"\(model), "vocab": \(vocabulary ?? "{\(pieces)}")}}
      """
  }

  @Test("without any configuration text is lower-cased and loses its accents")
  func defaults() throws {
    #expect(try pieces("É E") == ["e", "e"])
  }

  @Test(
    "BERT's class sets the options of tokenizer.json's normalizer where tokenizer_config.json says nothing; PreTrainedTokenizerFast leaves them"
  )
  func savedNormalizer() throws {
    let cased = Self.saved(#", "lowercase": false"#)
    #expect(try pieces("É E", ["tokenizer.json": cased]) == ["e", "e"])
    #expect(try pieces("É", ["tokenizer.json": Self.saved(#", "strip_accents": false"#), "tokenizer_config.json": "{}"]) == ["e"])
    let plain = #"{"tokenizer_class": "PreTrainedTokenizerFast", "do_lower_case": true}"#
    #expect(try pieces("É E", ["tokenizer.json": cased, "tokenizer_config.json": plain]) == ["É", "E"])
    #expect(try pieces("É E", ["tokenizer.json": Self.saved(nil), "tokenizer_config.json": plain]) == ["É", "E"])
  }

  @Test("tokenizer_config.json decides before tokenizer.json")
  func configurationFirst() throws {
    let saved = Self.saved(#", "lowercase": false, "strip_accents": false"#)
    let kept = #"{"do_lower_case": true, "strip_accents": false}"#
    #expect(try pieces("É E", ["tokenizer.json": saved, "tokenizer_config.json": kept]) == ["é", "e"])
    #expect(try pieces("É E", ["tokenizer.json": saved, "tokenizer_config.json": #"{"do_lower_case": true}"#]) == ["e", "e"])
    let both = #"{"do_lower_case": false, "strip_accents": true}"#
    #expect(try pieces("É E", ["tokenizer.json": saved, "tokenizer_config.json": both]) == ["E", "E"])
  }

  @Test("a null strip_accents follows lower case, whatever tokenizer.json says")
  func nullStripAccents() throws {
    let saved = Self.saved(#", "strip_accents": false"#)
    #expect(try pieces("É", ["tokenizer.json": saved, "tokenizer_config.json": #"{"strip_accents": null}"#]) == ["e"])
    let cased = #"{"do_lower_case": false, "strip_accents": null}"#
    #expect(try pieces("É", ["tokenizer.json": saved, "tokenizer_config.json": cased]) == ["É"])
  }

  @Test("ideographs are words of their own unless tokenize_chinese_chars is false")
  func chinese() throws {
    #expect(try pieces("漢漢") == ["漢", "漢"])
    #expect(try pieces("漢漢", ["tokenizer_config.json": #"{"tokenize_chinese_chars": false}"#]) == ["[UNK]"])
  }

  @Test("truncation and padding of tokenizer.json are ignored")
  func ignoredTruncation() throws {
    let saved = Self.saved().dropLast() + #", "truncation": {"max_length": 3, "strategy": "LongestFirst"}, "padding": {"length": 9}}"#
    #expect(try pieces("e e e e", ["tokenizer.json": String(saved)]).count == 4)
  }

  @Test("the vocabulary in tokenizer.json is used, not vocab.txt, and keeps composed and decomposed letters apart")
  func vocabularyInJSON() throws {
    let vocabulary =
      #"{"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "\u00e9": 4, "e\u0301": 5, "\ud83d\ude00": 7, "__x": 8, "[MASK]": 9}"#
    let saved = Self.saved(
      nil, model: #", "continuing_subword_prefix": "__", "max_input_chars_per_word": 2"#, vocabulary: vocabulary)
    for vocabularyFile in [nil, "[UNK]\n"] {
      let tokenizer = try tokenizer([
        "vocab.txt": vocabularyFile, "tokenizer.json": saved, "tokenizer_config.json": #"{"tokenizer_class": "PreTrainedTokenizerFast"}"#,
      ])
      #expect(tokenizer.encode("\u{e9} e\u{301} 😀 😀x 😀xx", pair: nil, maxLength: 100).inputIDs == [2, 4, 5, 7, 7, 8, 1, 3])
      #expect(tokenizer.pieces == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "\u{e9}", "e\u{301}", "", "😀", "__x", "[MASK]"])
    }
  }

  @Test("a vocab.txt with CRLF, without a last line feed, or with a repeated piece is read as in Python")
  func oddVocabulary() throws {
    let tokenizer = try tokenizer(["vocab.txt": "[UNK]\r\n[CLS]\r\n[SEP]\r\ne\r\n\r\r[PAD]\n[MASK]\ne"])
    #expect(tokenizer.pieces == ["[UNK]", "[CLS]", "[SEP]", "e", "", "", "[PAD]", "[MASK]", "e"])
    #expect(tokenizer.encode("e", pair: nil, maxLength: 9).inputIDs == [1, 8, 2])
  }

  @Test("special tokens have the names of the configuration")
  func renamedSpecialTokens() throws {
    let files: [String: String?] = [
      "vocab.txt": "<unk>\n<s>\n</s>\n", "special_tokens_map.json": #"{"unk_token": "<unk>", "cls_token": {"content": "<s>"}}"#,
      "tokenizer_config.json": #"{"sep_token": "</s>", "unk_token": null}"#,
    ]
    #expect(try tokenizer(files).encode("e</s>", pair: "e", maxLength: 9).inputIDs == [1, 0, 2, 2, 0, 2])
  }

  @Test("tokens added beyond the vocabulary are found, and belong to the pieces")
  func addedTokens() throws {
    let tokenizer = try tokenizer([
      "vocab.txt": "[UNK]\n[CLS]\n[SEP]\n", "added_tokens.json": #"{"Neu": 3}"#, "config.json": #"{"vocab_size": 4}"#,
    ])
    #expect(tokenizer.pieces == ["[UNK]", "[CLS]", "[SEP]", "Neu"])
    #expect(tokenizer.encode("x neu NEU", pair: nil, maxLength: 9).inputIDs == [1, 0, 3, 3, 2])
  }

  @Test("a token that only has a role gets the next id, if the model has an embedding for it")
  func tokensByRole() throws {
    let vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n"
    let padded = try tokenizer(["vocab.txt": vocabulary, "config.json": #"{"vocab_size": 8}"#])
    #expect(padded.pieces.last == "[MASK]" && padded.encode("[MASK]", pair: nil, maxLength: 9).inputIDs == [2, 4, 3])
    let full = try tokenizer(["vocab.txt": vocabulary, "config.json": #"{"vocab_size": 4}"#])
    #expect(full.pieces.count == 4 && full.encode("[MASK]", pair: nil, maxLength: 9).inputIDs == [2, 1, 1, 1, 3])
  }

  @Test(
    "an absurd model_max_length is none",
    arguments: [("1000000000000000019884624838656", nil), ("512", 512), ("null", nil), ("-1", nil), ("1e2", 100)] as [(String, Int?)])
  func modelMaxLength(text: String, expected: Int?) throws {
    #expect(try tokenizer(["tokenizer_config.json": #"{"model_max_length": \#(text)}"#]).modelMaxLength == expected)
    #expect(try tokenizer().modelMaxLength == nil)
  }

  @Test("only truncated encodings say so")
  func truncated() throws {
    let tokenizer = try tokenizer()
    #expect(!tokenizer.encode("e e", pair: nil, maxLength: 4).isTruncated)
    #expect(tokenizer.encode("e e e", pair: nil, maxLength: 4).isTruncated)
    #expect(tokenizer.encode("e", pair: "e e", maxLength: 5).isTruncated)
    #expect(!tokenizer.encode("", pair: "e e", maxLength: 5).isTruncated)
    #expect(tokenizer.encode("e", pair: nil, maxLength: 2).inputIDs == [2, 3])
  }
}
