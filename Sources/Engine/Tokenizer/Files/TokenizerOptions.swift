import Foundation
import Support

/// The options of a tokenizer, apart from its vocabulary.
///
/// With tokenizer.json, all options come from that file; then classes like BERT's set the normalizer's lower case, accents and Chinese
/// characters to the values in tokenizer_config.json, or by default to true, null and true. Without tokenizer.json, the options are those
/// that `BertConverter` derives from the slow tokenizer:
/// https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/convert_slow_tokenizer.py
///
/// Truncation and padding of tokenizer.json are ignored, as by Hugging Face's tokenizer classes, except for the side that is truncated.
struct TokenizerOptions: Equatable {
  /// Normalizes texts before they are split into words.
  var normalizer: BertNormalizer
  /// Normalizes added tokens, with the options before the class sets them.
  var tokenNormalizer: BertNormalizer
  /// The characters at which words end.
  var boundaries: ScalarTraits
  /// The token for words without pieces: "[UNK]".
  var unknownToken: String
  /// `continuing_subword_prefix`: "##".
  var continuationPrefix: String
  /// `max_input_chars_per_word`: longer words become the unknown token.
  var maximumWordScalars: Int
  /// `model_max_length`; nil where absent or absurdly large.
  var modelMaxLength: Int?
  /// Whether `truncation_side` is "left", so that the first tokens are removed.
  var truncatesLeft: Bool
  /// `split_special_tokens`: whether a special token in a text is text.
  var splitsSpecialTokens: Bool
  /// Whether `model_input_names` has "token_type_ids"; otherwise the model gets zeros.
  var givesTokenTypes: Bool

  /// transformers writes 10^30 where a model has no limit.
  private static let absurdLength = Double(Int32.max)

  /// Reads the options from a model's files.
  /// - Throws: `EngineError` where they describe an unsupported tokenizer, or a value has a wrong type.
  init(_ files: TokenizerFiles, _ settings: TokenizerSettings, _ tokenizerClass: TokenizerClass) throws {
    let model = files.saved?["model"]
    if let saved = files.saved {
      if let type = model?["type"]?.string, type != "WordPiece" {
        throw EngineError("\(files.path("tokenizer.json")): model of type '\(type)' is not supported; only BERT's, 'WordPiece', is")
      }
      (normalizer, tokenNormalizer) = try Self.normalizers(files, saved, settings, tokenizerClass)
      boundaries = try SavedSplitting.boundaries(files, saved)
      unknownToken = model?["unk_token"]?.string ?? "[UNK]"
    } else {
      normalizer = try files.normalizer(settings, cleansText: true)
      // The slow tokenizer then has no options that its converter could adopt.
      let isBasic = try files.flag("do_basic_tokenize", in: settings, of: "tokenizer_config.json") ?? true
      tokenNormalizer =
        isBasic ? normalizer : BertNormalizer(cleansText: true, separatesChinese: false, stripsAccents: false, lowercases: false)
      boundaries = [.isWhitespace, .isPunctuation]
      unknownToken = settings.special("unk_token", standard: "[UNK]")?.content ?? "[UNK]"
    }
    continuationPrefix = model?["continuing_subword_prefix"]?.string ?? "##"
    maximumWordScalars = try files.wordLength(model) ?? 100
    let length = (settings["model_max_length"] ?? settings["max_len"])?.number
    modelMaxLength = length.flatMap { $0 >= 1 && $0 < Self.absurdLength ? Int($0) : nil }
    truncatesLeft = try Self.truncatesLeft(files, settings)
    splitsSpecialTokens = try files.flag("split_special_tokens", in: settings, of: "tokenizer_config.json") ?? false
    givesTokenTypes = settings["model_input_names"]?.array?.contains(.string("token_type_ids")) ?? tokenizerClass.givesTokenTypes
  }

  private static func normalizers(
    _ files: TokenizerFiles, _ saved: JSONValue, _ settings: TokenizerSettings, _ tokenizerClass: TokenizerClass
  ) throws -> (BertNormalizer, BertNormalizer) {
    let (normalizer, isBert) = try SavedSplitting.normalizer(files, saved)
    guard tokenizerClass.isBert else { return (normalizer, normalizer) }
    guard saved["normalizer"] ?? .null != .null else {
      throw EngineError(
        "\(files.path("tokenizer.json")): normalizer null is not supported by the class '\(tokenizerClass.name)', whose options are a "
          + "normalizer's; name the class PreTrainedTokenizerFast in tokenizer_config.json if there is to be none")
    }
    return (isBert ? try files.normalizer(settings, cleansText: normalizer.cleansText) : normalizer, normalizer)
  }

  private static func truncatesLeft(_ files: TokenizerFiles, _ settings: TokenizerSettings) throws -> Bool {
    if let side = settings["truncation_side"] {
      guard let side = side.string, ["left", "right"].contains(side) else {
        throw EngineError(
          "\(files.path("tokenizer_config.json")): 'truncation_side' is neither \"left\" nor \"right\"; correct it", kind: .damaged)
      }
      return side == "left"
    }
    return files.saved?["truncation"]?["direction"]?.string == "Left"
  }
}

extension TokenizerFiles {
  /// The normalizer of a class like BERT's, with the class' options.
  fileprivate func normalizer(_ settings: TokenizerSettings, cleansText: Bool) throws -> BertNormalizer {
    for key in ["do_lower_case", "tokenize_chinese_chars"] where settings[key] == .null {
      throw EngineError(
        "\(path("tokenizer_config.json")): '\(key)' is null, which transformers refuses, too: write true or false, or leave it out for true"
      )
    }
    let lowercases = try flag("do_lower_case", in: settings, of: "tokenizer_config.json") ?? true
    return BertNormalizer(
      cleansText: cleansText,
      separatesChinese: try flag("tokenize_chinese_chars", in: settings, of: "tokenizer_config.json") ?? true,
      stripsAccents: try flag("strip_accents", in: settings, of: "tokenizer_config.json") ?? lowercases, lowercases: lowercases)
  }

  fileprivate func flag(_ key: String, in settings: TokenizerSettings, of file: String) throws -> Bool? {
    try flag(key, settings[key], of: file)
  }

  /// A boolean of `object`; nil where it is missing or null.
  /// - Throws: `EngineError` where the value is no boolean.
  func flag(_ key: String, in object: JSONValue, of file: String) throws -> Bool? {
    try flag(key, object[key], of: file)
  }

  private func flag(_ key: String, _ value: JSONValue?, of file: String) throws -> Bool? {
    switch value {
    case nil, .null?: return nil
    case .bool(let value)?: return value
    default: throw EngineError("\(path(file)): '\(key)' is neither true nor false nor null; correct it", kind: .damaged)
    }
  }

  /// `max_input_chars_per_word`; nil where it is missing or null.
  /// - Throws: `EngineError` where no word can have that length.
  fileprivate func wordLength(_ model: JSONValue?) throws -> Int? {
    guard let value = model?["max_input_chars_per_word"], value != .null else { return nil }
    guard let length = value.integer, (1...1_000_000).contains(length) else {
      throw EngineError(
        "\(path("tokenizer.json")): 'max_input_chars_per_word' is no whole number from 1 to 1000000; correct it", kind: .damaged)
    }
    return length
  }
}
