import Foundation
import Support

/// The fast tokenizer class of transformers for a model's files. Classes that give equal tokens are treated alike.
///
/// The class is chosen as by `AutoTokenizer.from_pretrained`: `tokenizer_class` of tokenizer_config.json, else of config.json, else BERT's,
/// which is also ELECTRA's: https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/auto/tokenization_auto.py
struct TokenizerClass: Equatable {
  /// The class' name without "Fast" at its end.
  let name: String
  /// Whether the class sets lower case, accents and Chinese characters of a `BertNormalizer` from its own options, and has five special
  /// tokens by default.
  var isBert: Bool { name != Self.plain }
  /// Whether the class gives token types where `model_input_names` does not decide it.
  var givesTokenTypes: Bool { !Self.withoutTokenTypes.contains(name) }

  private static let plain = "PreTrainedTokenizer"
  /// Classes with the behaviour of `BertTokenizerFast`.
  private static let bert: Set = [
    "BertTokenizer", "ElectraTokenizer", "DistilBertTokenizer", "MobileBertTokenizer", "SqueezeBertTokenizer", "ConvBertTokenizer",
    "LxmertTokenizer", "LayoutLMTokenizer", "RealmTokenizer", "RetriBertTokenizer",
  ]
  private static let withoutTokenTypes: Set = ["DistilBertTokenizer", "RetriBertTokenizer"]

  /// Finds the class.
  /// - Throws: `EngineError` where the class would give other tokens.
  init(_ files: TokenizerFiles) throws {
    let named = files.configuration?["tokenizer_class"]?.string ?? files.modelTokenizerClass ?? "BertTokenizer"
    var base = named.hasSuffix("Fast") ? String(named.dropLast(4)) : named
    // The name of the class in later versions.
    if base == "TokenizersBackend" { base = Self.plain }
    guard base == Self.plain || Self.bert.contains(base) else {
      throw EngineError("\(files.directory.path): tokenizer '\(named.prefix(80))' is not supported; only BERT's WordPiece tokenizer is")
    }
    guard base != Self.plain || files.saved != nil else {
      throw EngineError(
        "\(files.directory.path): tokenizer '\(named)' is read from tokenizer.json alone, which is missing; save the tokenizer again",
        kind: .notFound)
    }
    // With this setting, another file than tokenizer.json may be read.
    if let versions = files.configuration?["fast_tokenizer_files"]?.array, versions.contains(where: { $0 != .string("tokenizer.json") }) {
      throw EngineError(
        "\(files.path("tokenizer_config.json")): 'fast_tokenizer_files' with a tokenizer for each version of transformers is not supported; keep the "
          + "one that is meant as tokenizer.json, and remove the entry")
    }
    name = base
  }
}
