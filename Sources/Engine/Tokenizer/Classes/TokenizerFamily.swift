/// What the constructors of a tokenizer class of transformers decide, the fast class' and the slow class', as data.
///
/// Sources: `__init__` in tokenization_NAME_fast.py and tokenization_NAME.py below
/// https://github.com/huggingface/transformers/tree/v4.46.3/src/transformers/models
struct TokenizerFamily: Sendable {
  /// The properties of the added token that a constructor makes of a special token's text.
  struct Flags: Sendable {
    var stripsLeft = false
    var isNormalized: Bool?
    var isSpecial = false
  }

  /// What the constructor sets in the parts of tokenizer.json.
  enum Options: Sendable {
    case none
    /// Lower case, accents and Chinese characters of a `BertNormalizer`.
    case bert
    /// Lower case and accents of a `BertNormalizer`.
    case mpnet
    /// `add_prefix_space` of the pre-tokenizer.
    case deberta
    /// `add_prefix_space` of the pre-tokenizer and the post-processor, and `trim_offsets`.
    case roberta
  }

  /// The files of the slow tokenizer, which is converted where there is no tokenizer.json.
  enum SlowFiles: Sendable {
    /// vocab.txt
    case wordPiece
    /// vocab.json and merges.txt
    case bytePairs
    /// A SentencePiece model of this name.
    case sentencePiece(String, SentencePiece)
  }

  /// The converters of SentencePiece models.
  enum SentencePiece: Sendable {
    case xlmRoberta, camembert, albert, debertaV2
  }

  /// The names of the classes without "Fast"; the first one is shown in messages.
  let names: [String]
  /// The `model_type` that has this class where the files name none.
  var modelType: String?
  /// Special tokens by role where the files name none.
  var tokens: [String: String] = [:]
  /// `additional_special_tokens` where the files have none.
  var additional: [String] = []
  /// The roles whose text becomes a token with properties; in the fast class.
  var flags: [String: Flags] = [:]
  /// The same in the slow class.
  var slowFlags: [String: Flags] = [:]
  /// Whether `model_input_names` has "token_type_ids" where the files do not decide it.
  var givesTokenTypes = true
  var options = Options.none
  /// Nil where the class has tokenizer.json alone.
  var slow: SlowFiles?
}

extension TokenizerFamily {
  private static let roles = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token"]

  /// The tokens of all roles.
  private static func tokens(
    first: String, last: String, unknown: String, padding: String, mask: String
  ) -> [String: String] {
    [
      "bos_token": first, "eos_token": last, "unk_token": unknown, "sep_token": last, "pad_token": padding, "cls_token": first,
      "mask_token": mask,
    ]
  }

  /// Properties of all tokens, and of the mask token.
  private static func flags(_ all: Flags? = nil, mask: Flags) -> [String: Flags] {
    var flags = all.map { flags in Dictionary(uniqueKeysWithValues: roles.map { ($0, flags) }) } ?? [:]
    flags["mask_token"] = mask
    return flags
  }

  private static let bertTokens = [
    "unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]", "mask_token": "[MASK]",
  ]
  private static let robertaTokens = tokens(first: "<s>", last: "</s>", unknown: "<unk>", padding: "<pad>", mask: "<mask>")

  static let all = [bert, distilBert, roberta, xlmRoberta, camembert, albert, debertaV2, deberta, mpnet, plain]

  static let bert = TokenizerFamily(
    names: [
      "BertTokenizer", "ElectraTokenizer", "MobileBertTokenizer", "SqueezeBertTokenizer", "ConvBertTokenizer", "LxmertTokenizer",
      "LayoutLMTokenizer", "RealmTokenizer",
    ], modelType: "bert", tokens: bertTokens, options: .bert, slow: .wordPiece)

  static let distilBert = TokenizerFamily(
    names: ["DistilBertTokenizer", "RetriBertTokenizer"], modelType: "distilbert", tokens: bertTokens, givesTokenTypes: false,
    options: .bert, slow: .wordPiece)

  static let roberta = TokenizerFamily(
    names: ["RobertaTokenizer"], modelType: "roberta", tokens: robertaTokens,
    flags: flags(mask: Flags(stripsLeft: true, isNormalized: false)),
    slowFlags: flags(Flags(), mask: Flags(stripsLeft: true, isNormalized: false)), givesTokenTypes: false, options: .roberta,
    slow: .bytePairs)

  static let xlmRoberta = TokenizerFamily(
    names: ["XLMRobertaTokenizer"], modelType: "xlm-roberta", tokens: robertaTokens, flags: flags(mask: Flags(stripsLeft: true)),
    slowFlags: flags(mask: Flags(stripsLeft: true, isSpecial: true)), givesTokenTypes: false,
    slow: .sentencePiece("sentencepiece.bpe.model", .xlmRoberta))

  static let camembert = TokenizerFamily(
    names: ["CamembertTokenizer"], modelType: "camembert", tokens: robertaTokens,
    additional: ["<s>NOTUSED", "</s>NOTUSED", "<unk>NOTUSED"], flags: flags(mask: Flags(stripsLeft: true, isSpecial: true)),
    slowFlags: flags(mask: Flags(stripsLeft: true, isNormalized: false, isSpecial: true)), givesTokenTypes: false,
    slow: .sentencePiece("sentencepiece.bpe.model", .camembert))

  static let albert = TokenizerFamily(
    names: ["AlbertTokenizer"], modelType: "albert",
    tokens: tokens(first: "[CLS]", last: "[SEP]", unknown: "<unk>", padding: "<pad>", mask: "[MASK]"),
    flags: flags(mask: Flags(stripsLeft: true, isNormalized: false)),
    slowFlags: flags(mask: Flags(stripsLeft: true, isNormalized: false)), slow: .sentencePiece("spiece.model", .albert))

  static let debertaV2 = TokenizerFamily(
    names: ["DebertaV2Tokenizer"], modelType: "deberta-v2",
    tokens: tokens(first: "[CLS]", last: "[SEP]", unknown: "[UNK]", padding: "[PAD]", mask: "[MASK]"),
    slowFlags: ["unk_token": Flags(isNormalized: true, isSpecial: true)], slow: .sentencePiece("spm.model", .debertaV2))

  static let deberta = TokenizerFamily(
    names: ["DebertaTokenizer"], modelType: "deberta",
    tokens: tokens(first: "[CLS]", last: "[SEP]", unknown: "[UNK]", padding: "[PAD]", mask: "[MASK]"),
    flags: flags(mask: Flags(stripsLeft: true)), slowFlags: flags(Flags(isSpecial: true), mask: Flags(stripsLeft: true)),
    options: .deberta, slow: .bytePairs)

  static let mpnet = TokenizerFamily(
    names: ["MPNetTokenizer"], modelType: "mpnet",
    tokens: tokens(first: "<s>", last: "</s>", unknown: "[UNK]", padding: "<pad>", mask: "<mask>"),
    flags: flags(Flags(), mask: Flags(stripsLeft: true)),
    slowFlags: flags(Flags(isSpecial: true), mask: Flags(stripsLeft: true, isSpecial: true)), givesTokenTypes: false, options: .mpnet,
    slow: .wordPiece)

  /// tokenizer.json as it is. "TokenizersBackend" is the name of the class in later versions.
  static let plain = TokenizerFamily(names: ["PreTrainedTokenizer", "TokenizersBackend"])
}
