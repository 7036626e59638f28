import Foundation
import Support

/// The parts of a tokenizer as tokenizer.json holds them, from that file or converted from the files of a slow tokenizer.
///
/// There is one builder for both, as transformers converts a slow tokenizer to the same parts.
struct SavedTokenizer {
  /// `normalizer`; a null leaves the step out.
  var normalizer: JSONValue
  /// `pre_tokenizer`; a null leaves the step out.
  var preTokenizer: JSONValue
  /// `post_processor`; nil where the template is that of BERT's slow tokenizer.
  var postProcessor: JSONValue?
  /// `model`
  var model: SavedModel
  /// `added_tokens`, in order.
  var addedTokens: [JSONValue]
  /// Path of the file with the parts, for messages.
  let file: String
}

extension SavedTokenizer {
  /// Reads tokenizer.json or, where it is not used, converts the files of the slow tokenizer.
  /// - Throws: `EngineError`.
  init(_ files: TokenizerFiles, _ settings: TokenizerSettings) throws {
    if let saved = files.saved {
      file = files.path("tokenizer.json")
      normalizer = saved["normalizer"] ?? .null
      preTokenizer = saved["pre_tokenizer"] ?? .null
      postProcessor = saved["post_processor"] ?? .null
      addedTokens = saved["added_tokens"]?.array ?? []
      model = try SavedModel(saved["model"], file: file)
    } else {
      self = try .bert(files, settings)
    }
  }

  /// The conversion of BERT's slow tokenizer and its vocab.txt.
  ///
  /// Mirrors `BertConverter`: https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/convert_slow_tokenizer.py
  private static func bert(_ files: TokenizerFiles, _ settings: TokenizerSettings) throws -> SavedTokenizer {
    guard let bytes = try TokenizerFiles.bytes(files.directory, "vocab.txt", atMost: PieceTrie.maximumBytes) else {
      throw EngineError(
        "\(files.directory.path) has no vocabulary: neither vocab.txt nor one in tokenizer.json; "
          + (FoundInstead(of: files.directory).clauseOnVocabulary ?? "save the tokenizer into the model's directory"), kind: .notFound)
    }
    let file = files.path("vocab.txt")
    let unknown = settings.special("unk_token", standard: "[UNK]")?.content ?? "[UNK]"
    let model = SavedModel(
      type: "WordPiece", options: .object([JSONValue.Member(key: "unk_token", value: .string(unknown))]),
      table: PieceTable(try VocabularyText.entries(bytes, file: file)), file: file)
    // Without it, the slow tokenizer has no options that its converter could adopt.
    let isBasic = try settings.flag("do_basic_tokenize") ?? true
    let normalizer =
      isBasic
      ? try settings.bertNormalizer(cleansText: true)
      : BertNormalizer(cleansText: true, separatesChinese: false, stripsAccents: false, lowercases: false)
    return SavedTokenizer(
      normalizer: normalizer.json, preTokenizer: .object([JSONValue.Member(key: "type", value: .string("BertPreTokenizer"))]),
      postProcessor: nil, model: model, addedTokens: [], file: file)
  }
}
