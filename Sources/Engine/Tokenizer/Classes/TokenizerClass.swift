import Foundation
import Support

/// The fast tokenizer class of transformers for a model's files. Classes that give equal tokens are one family.
///
/// The class is chosen as by `AutoTokenizer.from_pretrained`: `tokenizer_class` of tokenizer_config.json, else of config.json, else by
/// `model_type`: https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/auto/tokenization_auto.py
struct TokenizerClass: Sendable {
  /// The class' name without "Fast" at its end.
  let name: String
  /// What the class decides.
  let family: TokenizerFamily

  /// Whether version 0.1 of this program knew the class.
  var isInVersion01: Bool {
    switch family.options {
    case .bert: true
    case .none: family.slow == nil
    default: false
    }
  }

  /// Finds the class.
  /// - Throws: `EngineError` where the class would give other tokens.
  init(_ files: TokenizerFiles) throws {
    let named = files.configuration?["tokenizer_class"]?.string ?? files.modelTokenizerClass
    let usual = files.modelType.flatMap { type in TokenizerFamily.all.first { $0.modelType == type } } ?? .bert
    var base = named ?? usual.names[0]
    if base.hasSuffix("Fast") { base = String(base.dropLast(4)) }
    guard let family = TokenizerFamily.all.first(where: { $0.names.contains(base) }) else {
      let supported = TokenizerFamily.all.map { $0.names[0] }.joined(separator: ", ")
      throw EngineError("\(files.directory.path): tokenizer '\((named ?? base).prefix(80))' is not supported; supported are \(supported)")
    }
    guard family.slow != nil || files.saved != nil else {
      throw EngineError(
        "\(files.directory.path): tokenizer '\(named ?? base)' is read from tokenizer.json alone, which is missing; save the tokenizer again",
        kind: .notFound)
    }
    // With this setting, another file than tokenizer.json may be read.
    if let versions = files.configuration?["fast_tokenizer_files"]?.array, versions.contains(where: { $0 != .string("tokenizer.json") }) {
      throw EngineError(
        "\(files.path("tokenizer_config.json")): 'fast_tokenizer_files' with a tokenizer for each version of transformers is not supported; keep the "
          + "one that is meant as tokenizer.json, and remove the entry")
    }
    (name, self.family) = (base, family)
  }
}
