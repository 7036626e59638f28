import Support

/// The `normalizer` of tokenizer.json: the choice among the normalizers, by `type`.
enum SavedNormalizer {
  /// Makes the normalizer.
  /// - Parameters:
  ///   - json: The object, or a null.
  ///   - file: The file's path, for messages.
  /// - Returns: Nil where the step is left out. A sequence of one step is this step.
  /// - Throws: `EngineError` that names a type that is not supported.
  static func read(_ json: JSONValue, file: String) throws -> (any Normalizer)? {
    json == .null ? nil : try step(json, file: file)
  }

  /// The type of a normalizer; old files have a BertNormalizer without.
  /// - Throws: `EngineError` where it has none.
  static func type(of json: JSONValue, file: String) throws -> String {
    json["type"] == nil && json["clean_text"] != nil ? "BertNormalizer" : try json.partType("normalizer", file: file)
  }

  private static func step(_ json: JSONValue, file: String) throws -> (any Normalizer)? {
    switch try type(of: json, file: file) {
    case "Sequence":
      let steps = try json.steps("normalizers", file: file).compactMap { try step($0, file: file) }
      return steps.count > 1 ? NormalizerSequence(steps: steps) : steps.first
    case "Precompiled": return try PrecompiledCharsmap(json, file: file)
    case "NFC": return NormalizationForm.nfc
    case "NFD": return NormalizationForm.nfd
    case "NFKC": return NormalizationForm.nfkc
    case "NFKD": return NormalizationForm.nfkd
    case "Lowercase": return Lowercase()
    case "StripAccents": return StripAccents()
    case "Strip": return try Strip(json, file: file)
    case "Replace": return try Replace(json, file: file)
    case "Prepend": return try Prepend(json, file: file)
    case "Nmt": return Nmt()
    case "BertNormalizer": return try BertNormalizer(json, file: file)
    case let type: throw EngineError("\(file): normalizer of type '\(type.prefix(80))' is not supported; \(supported) are")
    }
  }

  private static let supported =
    "'BertNormalizer', 'Lowercase', 'NFC', 'NFD', 'NFKC', 'NFKD', 'Nmt', 'Precompiled', 'Prepend', 'Replace', 'Sequence', 'Strip' and "
    + "'StripAccents'"
}
