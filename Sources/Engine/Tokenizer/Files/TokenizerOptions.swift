import Foundation
import Support

/// The options of a tokenizer that are no part of tokenizer.json's pipeline.
///
/// Truncation and padding of tokenizer.json are ignored, as by Hugging Face's tokenizer classes, except for the side that is truncated.
struct TokenizerOptions: Equatable {
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
  /// - Throws: `EngineError` where a value has a wrong type.
  init(_ files: TokenizerFiles, _ settings: TokenizerSettings, _ tokenizerClass: TokenizerClass) throws {
    let length = (settings["model_max_length"] ?? settings["max_len"])?.number
    modelMaxLength = length.flatMap { $0 >= 1 && $0 < Self.absurdLength ? Int($0) : nil }
    truncatesLeft = try Self.truncatesLeft(files, settings)
    splitsSpecialTokens = try settings.flag("split_special_tokens") ?? false
    givesTokenTypes = settings["model_input_names"]?.array?.contains(.string("token_type_ids")) ?? tokenizerClass.family.givesTokenTypes
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
