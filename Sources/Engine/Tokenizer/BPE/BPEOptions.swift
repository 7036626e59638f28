import Support

/// The options of a BPE model.
struct BPEOptions: Equatable {
  /// `unk_token`: stands for characters without a piece; nil where these are dropped.
  var unknownToken: String?
  /// `fuse_unk`: neighbouring unknown characters are one unknown token.
  var fusesUnknown = false
  /// `continuing_subword_prefix`: the mark before the pieces that do not begin a word.
  var continuationPrefix = ""
  /// `end_of_word_suffix`: the mark behind the pieces that end a word.
  var wordSuffix = ""
  /// `byte_fallback`: a character without a piece becomes the pieces "<0xE2>" of its bytes, where all of them exist.
  var fallsBackToBytes = false
  /// `ignore_merges`: a word that is a piece is this piece, whatever its merges give.
  var ignoresMerges = false

  /// The options of BPE without any.
  init() {}

  /// Reads the options of the `model` of tokenizer.json.
  /// - Throws: `EngineError` where an option is of a wrong type, or is not supported.
  init(_ json: JSONValue, file: String) throws {
    if let dropout = json["dropout"], dropout != .null, dropout.number != 0 {
      throw EngineError("\(file): BPE with 'dropout' is not supported, because it gives other pieces each time; set it to null")
    }
    unknownToken = try json.text("unk_token", file: file)
    fusesUnknown = try json.flag("fuse_unk", file: file) ?? false
    continuationPrefix = try json.text("continuing_subword_prefix", file: file) ?? ""
    wordSuffix = try json.text("end_of_word_suffix", file: file) ?? ""
    fallsBackToBytes = try json.flag("byte_fallback", file: file) ?? false
    ignoresMerges = try json.flag("ignore_merges", file: file) ?? false
    guard !fallsBackToBytes || continuationPrefix.isEmpty && wordSuffix.isEmpty else {
      throw EngineError(
        "\(file): BPE with 'byte_fallback' together with 'continuing_subword_prefix' or 'end_of_word_suffix' is not supported")
    }
  }
}
