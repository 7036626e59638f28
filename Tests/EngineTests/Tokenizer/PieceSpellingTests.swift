import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// How the pieces of each kind of tokenizer spell words.
@Suite struct PieceSpellingTests {
  private func spellings(_ speller: any PieceSpeller, _ pieces: [String]) -> [String] {
    pieces.map { piece in
      let spelling = speller.spelling(of: piece)
      return (spelling.continuesWord ? "+" : "|") + spelling.surface
    }
  }

  @Test("WordPiece: a piece with the prefix continues a word")
  func wordPiece() {
    #expect(
      spellings(WordPieceSpeller(prefix: "##"), ["film", "##ing", "##", "##\u{301}", ""]) == ["|film", "+ing", "|##", "+\u{301}", "|"])
    #expect(spellings(WordPieceSpeller(prefix: ""), ["film", "##ing"]) == ["|film", "|##ing"])
  }

  @Test("byte-level BPE: a piece with Ġ begins a word, and the bytes of a piece are read as text")
  func byteLevel() {
    #expect(
      spellings(ByteLevelSpeller(), ["Ġfilm", "ing", "Ġ", "ĠĠa", "Ã©", "ĠÃī", "Ã", "Ċ", ""])
        == ["|film", "+ing", "|", "| a", "+é", "|É", "+\u{FFFD}", "+\n", "|"])
  }

  @Test("Metaspace: a piece with the mark begins a word")
  func metaspace() {
    #expect(
      spellings(MetaspaceSpeller(mark: "▁"), ["▁film", "ing", "▁", "▁▁a", "\u{301}", "▁\u{301}", ""])
        == ["|film", "+ing", "|", "| a", "+\u{301}", "|\u{301}", "|"])
  }

  @Test("a model's parts decide how its pieces are spelled; added tokens are spelled as they are, and begin a word")
  func models() throws {
    let vocabulary = ###"{"<s>": 0, "</s>": 1, "##x": 2, "Ġx": 3, "▁x": 4, "x": 5, "[UNK]": 6}"###
    func spellings(_ preTokenizer: String, _ model: String) throws -> [String] {
      let directory = try TemporaryDirectory()
      let file = """
        {"added_tokens": [{"id": 7, "content": "##new", "special": true}, {"id": 0, "content": "<s>", "special": true}],
        "normalizer": null, "pre_tokenizer": \(preTokenizer),
        "post_processor": {"type": "BertProcessing", "cls": ["<s>", 0], "sep": ["</s>", 1]}, "model": {\(model), "vocab": \(vocabulary)}}
        """
      _ = try directory.write(file, to: "tokenizer.json")
      _ = try directory.write(#"{"tokenizer_class": "PreTrainedTokenizerFast"}"#, to: "tokenizer_config.json")
      let tokenizer = try PipelineTokenizer(modelDirectory: directory.url)
      return [0, 2, 3, 4, 5, 7].map { tokenizer.spelling(ofPiece: $0) }.map { ($0.continuesWord ? "+" : "|") + $0.surface }
    }
    let bpe = #""type": "BPE", "merges": []"#
    #expect(
      try spellings(#"{"type": "BertPreTokenizer"}"#, #""type": "WordPiece""#) == ["|<s>", "+x", "|Ġx", "|▁x", "|x", "|##new"])
    #expect(
      try spellings(#"{"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true}"#, bpe)
        == ["|<s>", "+##x", "|x", "+▁x", "+x", "|##new"])
    let steps = #"{"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁"}]}"#
    #expect(try spellings(steps, bpe) == ["|<s>", "+##x", "+Ġx", "|x", "+x", "|##new"])
  }
}
