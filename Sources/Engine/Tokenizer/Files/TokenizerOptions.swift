import Foundation

/// How a tokenizer works, apart from its vocabulary.
///
/// With tokenizer.json all is taken from that file; then the classes that work as BERT's set the normalizer's lower case, accents and Chinese
/// characters to what tokenizer_config.json says of them, or to true, null and true where it says nothing. Without tokenizer.json it is
/// what `BertConverter` makes of the slow tokenizer:
/// https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/convert_slow_tokenizer.py
///
/// Truncation and padding of tokenizer.json are ignored, as they are by Hugging Face's tokenizer classes, but for the side that is cut.
struct TokenizerOptions: Equatable {
  /// Normalizes texts before they are split into words.
  var normalizer: BertNormalizer
  /// What added tokens are normalized with, before the class sets the normalizer's options.
  var tokenNormalizer: BertNormalizer
  /// Where words end.
  var boundaries: ScalarTraits
  /// The token for words that cannot be put together: "[UNK]".
  var unknownToken: String
  /// `continuing_subword_prefix`: "##".
  var continuationPrefix: String
  /// `max_input_chars_per_word`: longer words are unknown.
  var maximumWordScalars: Int
  /// `model_max_length`; nil where absent or absurdly large.
  var modelMaxLength: Int?
  /// `truncation_side` is "left": the first tokens go.
  var truncatesLeft: Bool
  /// `split_special_tokens`: a special token in a text is text.
  var splitsSpecialTokens: Bool
  /// `model_input_names` has "token_type_ids"; else the model takes zeros.
  var givesTokenTypes: Bool

  /// Transformers writes 10^30 where a model has no limit.
  private static let absurdLength = Double(Int32.max)

  /// Takes the options out of a model's files.
  /// - Throws: `EngineError` where they describe another kind of tokenizer, or have a value of the wrong type.
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
      // The slow tokenizer then has no options for its converter to take over.
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
        throw EngineError("\(files.path("tokenizer_config.json")): 'truncation_side' is neither \"left\" nor \"right\"; correct it")
      }
      return side == "left"
    }
    return files.saved?["truncation"]?["direction"]?.string == "Left"
  }
}

extension TokenizerFiles {
  /// The normalizer whose options a class like BERT's sets.
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

  /// A true or false of `object`; nil where it is absent or null.
  /// - Throws: `EngineError` where it is something else.
  func flag(_ key: String, in object: JSONValue, of file: String) throws -> Bool? {
    try flag(key, object[key], of: file)
  }

  private func flag(_ key: String, _ value: JSONValue?, of file: String) throws -> Bool? {
    switch value {
    case nil, .null?: return nil
    case .bool(let value)?: return value
    default: throw EngineError("\(path(file)): '\(key)' is neither true nor false nor null; correct it")
    }
  }

  /// `max_input_chars_per_word`; nil where it is absent or null.
  /// - Throws: `EngineError` where no word could be so long.
  fileprivate func wordLength(_ model: JSONValue?) throws -> Int? {
    guard let value = model?["max_input_chars_per_word"], value != .null else { return nil }
    guard let length = value.integer, (1...1_000_000).contains(length) else {
      throw EngineError("\(path("tokenizer.json")): 'max_input_chars_per_word' is no whole number from 1 to 1000000; correct it")
    }
    return length
  }
}
