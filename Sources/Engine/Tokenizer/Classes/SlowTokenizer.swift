import Foundation
import Support

/// The conversion of a slow tokenizer's files into the parts of a tokenizer.json.
///
/// Mirrors the converters in https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/convert_slow_tokenizer.py
struct SlowTokenizer {
  let files: TokenizerFiles
  let settings: TokenizerSettings
  let tokenizerClass: TokenizerClass

  /// Converts the files.
  /// - Throws: `EngineError` where one is missing or damaged, or the tokenizer is not supported.
  func converted() throws -> SavedTokenizer {
    switch tokenizerClass.family.slow {
    case .wordPiece?: try wordPiece()
    case .bytePairs?: try bytePairs()
    case .sentencePiece(let name, let converter)?: try sentencePiece(name, converter)
    case nil: throw missing("tokenizer.json")
    }
  }

  /// `BertConverter` and `MPNetConverter`
  private func wordPiece() throws -> SavedTokenizer {
    let file = files.path("vocab.txt")
    let bytes = try bytes("vocab.txt")
    let unknown = settings.special("unk_token")?.content ?? "[UNK]"
    let model = SavedModel(
      type: "WordPiece", options: JSONValue.object([]).with("unk_token", .string(unknown)),
      table: PieceTable(try VocabularyText.entries(bytes, file: file)), file: file)
    // Without it, the slow tokenizer has no options that its converter could adopt.
    let isBasic = try settings.flag("do_basic_tokenize") ?? true
    let normalizer =
      isBasic
      ? try settings.bertNormalizer(cleansText: true)
      : BertNormalizer(cleansText: true, separatesChinese: false, stripsAccents: false, lowercases: false)
    let isMPNet = if case .mpnet = tokenizerClass.family.options { true } else { false }
    return SavedTokenizer(
      normalizer: normalizer.json, preTokenizer: JSONValue.object([]).with("type", .string("BertPreTokenizer")),
      postProcessor: try template(first: role("cls_token", model), last: role("sep_token", model), separators: isMPNet ? 2 : 1),
      model: model, addedTokens: [], file: file)
  }

  /// `RobertaConverter` and `DebertaConverter`
  private func bytePairs() throws -> SavedTokenizer {
    let file = files.path("vocab.json")
    let vocabulary = try bytes("vocab.json")
    let merges = try bytes("merges.txt")
    let model = try SavedModel(
      vocabulary: vocabulary, merges: MergesText.merges(merges, file: files.path("merges.txt")), file: file)
    guard !model.table.entries.isEmpty else {
      throw EngineError("\(file): the vocabulary is empty; restore it", kind: .damaged)
    }
    let addsSpace = try settings.required("add_prefix_space", default: false)
    let preTokenizer = JSONValue.object([]).with("type", .string("ByteLevel")).with("add_prefix_space", .bool(addsSpace))
      .with("trim_offsets", .bool(true)).with("use_regex", .bool(true))
    let postProcessor: JSONValue
    if case .deberta = tokenizerClass.family.options {
      postProcessor = template(first: try token("[CLS]", model), last: try token("[SEP]", model), separators: 1)
    } else {
      func pair(_ token: (content: String, id: Int)) -> JSONValue { .array([.string(token.content), .number(Double(token.id))]) }
      postProcessor = JSONValue.object([]).with("type", .string("RobertaProcessing")).with("sep", pair(try role("sep_token", model)))
        .with("cls", pair(try role("cls_token", model))).with("trim_offsets", .bool(true)).with("add_prefix_space", .bool(addsSpace))
    }
    return SavedTokenizer(
      normalizer: .null, preTokenizer: preTokenizer, postProcessor: postProcessor, model: model, addedTokens: [], file: file)
  }

  /// `SpmConverter` of the class
  private func sentencePiece(_ name: String, _ converter: TokenizerFamily.SentencePiece) throws -> SavedTokenizer {
    let file = files.path(name)
    let model = try SentencePieceModel(try bytes(name), file: file)
    let conversion: SentencePieceConverter =
      switch converter {
      case .xlmRoberta: .xlmRoberta
      case .camembert: .camembert
      case .albert:
        .albert(keepsAccents: try isSet("keep_accents"), lowercases: try isSet("do_lower_case", default: true))
      case .debertaV2: .debertaV2(lowercases: try isSet("do_lower_case"), splitsPunctuation: try isSet("split_by_punct"))
      }
    return try conversion.convert(model, file: file) { try token($0, $1).id }
  }

  /// An option of the slow tokenizer, for which a null is false.
  private func isSet(_ key: String, default standard: Bool = false) throws -> Bool {
    settings[key] == .null ? false : try settings.flag(key) ?? standard
  }

  /// `first A last` and, with one separator, `first A last B last`, the second text of type 1.
  private func template(
    first: (content: String, id: Int), last: (content: String, id: Int), separators: Int
  ) -> JSONValue {
    func part(_ kind: String, _ name: String, _ type: Int) -> JSONValue {
      JSONValue.object([]).with(kind, JSONValue.object([]).with("id", .string(name)).with("type_id", .number(Double(type))))
    }
    func special(_ token: (content: String, id: Int)) -> JSONValue {
      JSONValue.object([]).with("id", .string(token.content)).with("ids", .array([.number(Double(token.id))]))
        .with("tokens", .array([.string(token.content)]))
    }
    let start = [part("SpecialToken", first.content, 0), part("Sequence", "A", 0)]
    let between = Array(repeating: part("SpecialToken", last.content, 0), count: separators)
    let end = [part("Sequence", "B", 1), part("SpecialToken", last.content, 1)]
    return JSONValue.object([]).with("type", .string("TemplateProcessing"))
      .with("single", .array(start + between.prefix(1))).with("pair", .array(start + between + end))
      .with("special_tokens", JSONValue.object([]).with(first.content, special(first)).with(last.content, special(last)))
  }

  private func role(_ role: String, _ model: SavedModel) throws -> (content: String, id: Int) {
    try token(settings.special(role)?.content ?? "None", model)
  }

  /// A token with its id in the slow tokenizer, which makes the template: its id in a file, else its piece's.
  private func token(_ content: String, _ model: SavedModel) throws -> (content: String, id: Int) {
    let declared =
      !settings.isSlowTold ? nil : settings.decoder.last { $0.token.content.utf8.elementsEqual(content.utf8) }?.id
    guard let id = declared ?? model.table.id(of: content).map(Int.init) else { throw Vocabulary.missing(content, model.file) }
    return (content, id)
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    guard let bytes = try TokenizerFiles.bytes(files.directory, name, atMost: PieceTrie.maximumBytes) else {
      throw missing(name)
    }
    return bytes
  }

  private func missing(_ name: String) -> EngineError {
    EngineError(
      "\(files.directory.path) has no vocabulary: neither \(name) nor one in tokenizer.json; "
        + (FoundInstead(of: files.directory).clauseOnVocabulary ?? "save the tokenizer into the model's directory"), kind: .notFound)
  }
}
