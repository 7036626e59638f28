import Foundation

/// The fast tokenizer of transformers that reads a model's files. Classes that give equal tokens are one case.
///
/// As `AutoTokenizer.from_pretrained` chooses it: `tokenizer_class` of tokenizer_config.json, else that of config.json, else BERT's own, which
/// is also ELECTRA's: https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/auto/tokenization_auto.py
struct TokenizerClass: Equatable {
  /// Without "Fast" at its end.
  let name: String
  /// Whether it sets lower case, accents and Chinese characters of a `BertNormalizer` to its own options, and names five special tokens.
  var isBert: Bool { name != Self.plain }
  /// Whether it gives token types where `model_input_names` says nothing.
  var givesTokenTypes: Bool { !Self.withoutTokenTypes.contains(name) }

  private static let plain = "PreTrainedTokenizer"
  /// Classes that do what `BertTokenizerFast` does.
  private static let bert: Set = [
    "BertTokenizer", "ElectraTokenizer", "DistilBertTokenizer", "MobileBertTokenizer", "SqueezeBertTokenizer", "ConvBertTokenizer",
    "LxmertTokenizer", "LayoutLMTokenizer", "RealmTokenizer", "RetriBertTokenizer",
  ]
  private static let withoutTokenTypes: Set = ["DistilBertTokenizer", "RetriBertTokenizer"]

  /// Finds the class.
  /// - Throws: `EngineError` where it is one whose tokens would be others.
  init(_ files: TokenizerFiles) throws {
    let named = files.configuration?["tokenizer_class"]?.string ?? files.modelTokenizerClass ?? "BertTokenizer"
    var base = named.hasSuffix("Fast") ? String(named.dropLast(4)) : named
    // What later versions call it.
    if base == "TokenizersBackend" { base = Self.plain }
    guard base == Self.plain || Self.bert.contains(base) else {
      throw EngineError("\(files.directory.path): tokenizer '\(named.prefix(80))' is not supported; only BERT's WordPiece tokenizer is")
    }
    guard base != Self.plain || files.saved != nil else {
      throw EngineError(
        "\(files.directory.path): tokenizer '\(named)' is read from tokenizer.json alone, which is missing; save the tokenizer again")
    }
    // Then another file than tokenizer.json may be read.
    if let versions = files.configuration?["fast_tokenizer_files"]?.array, versions.contains(where: { $0 != .string("tokenizer.json") }) {
      throw EngineError(
        "\(files.path("tokenizer_config.json")): 'fast_tokenizer_files' with a tokenizer for each version of transformers is not supported; keep the "
          + "one that is meant as tokenizer.json, and remove the entry")
    }
    name = base
  }
}
