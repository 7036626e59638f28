import Support

/// Special tokens, added tokens and options in the files beside the vocabulary: the arguments with which transformers calls the constructor
/// of a tokenizer class.
///
/// Where tokenizer_config.json has `added_tokens_decoder`, special_tokens_map.json and added_tokens.json are not read; otherwise they have
/// precedence.
/// Mirrors `_from_pretrained`: https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/tokenization_utils_base.py
struct TokenizerSettings {
  /// A special token as the value of its role.
  enum Special: Equatable {
    case text(String)
    case token(DeclaredToken)

    var content: String {
      switch self {
      case .text(let content): content
      case .token(let token): token.content
      }
    }

    /// Compares bytes, because canonically equivalent contents are two tokens.
    static func == (one: Special, other: Special) -> Bool {
      switch (one, other) {
      case (.text(let one), .text(let other)): one.utf8.elementsEqual(other.utf8)
      case (.token(let one), .token(let other)): one == other
      default: false
      }
    }

    /// The token with a fixed normalization, which no longer depends on whether the token is special.
    var settled: Special {
      guard case .token(var token) = self else { return self }
      token.isNormalized = token.isNormalized ?? !token.isSpecial
      return .token(token)
    }
  }

  /// The roles in the order in which their tokens are added, except additional tokens, which come last.
  static let roles = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"]

  private let files: TokenizerFiles
  private let family: TokenizerFamily
  /// Whether tokenizer_config.json lacks `added_tokens_decoder`.
  private let isLegacy: Bool
  /// The tokens of the roles; nil stands for a null.
  private var named: [String: Special?] = [:]
  private(set) var additional: [Special] = []
  /// Tokens that tokenizer_config.json writes as objects.
  private var unrecognized = DistinctTokens<Special>()
  /// The declared tokens by the id in their file.
  private var declared: [Int: DeclaredToken] = [:]

  /// Whether the slow tokenizer, which makes the template of vocab.txt, knows the declared tokens.
  var isSlowTold: Bool { files.tokenizer == nil }

  /// The declared tokens in the order of their ids.
  var decoder: [(id: Int, token: DeclaredToken)] { declared.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  /// Reads the settings.
  /// - Throws: `EngineError` where a token or its id is invalid.
  init(_ files: TokenizerFiles, _ tokenizerClass: TokenizerClass) throws {
    (self.files, family) = (files, tokenizerClass.family)
    let decoder = files.configuration?["added_tokens_decoder"]?.members
    isLegacy = decoder == nil
    var definitions: [[UInt8]: DeclaredToken] = [:]
    try readRoles()
    for member in decoder ?? [] {
      guard let token = DeclaredToken(json: member.value) else { continue }
      declared[try Self.id(Int(member.key), of: token, files.path("tokenizer_config.json"))] = token
      definitions[Array(token.content.utf8)] = token
    }
    if isLegacy {
      try readAddedTokens(&definitions)
      for json in files.tokenizer?["added_tokens"]?.array ?? [] {
        guard let token = DeclaredToken(json: json) else { continue }
        declared[try Self.id(json["id"]?.integer, of: token, files.path("tokenizer.json"))] = token
        definitions[Array(token.content.utf8)] = token
      }
    }
    for (role, special) in named {
      guard let special, let definition = definitions[Array(special.content.utf8)] else { continue }
      named.updateValue(.token(definition), forKey: role)
    }
    // The tokens pass through the slow tokenizer, whose copies have a fixed normalization.
    if files.saved == nil {
      if files.tokenizer != nil { settleDefinitions() }
      named = named.mapValues { $0?.settled }
      additional = additional.map(\.settled)
    }
  }

  /// Beside a tokenizer.json that is not read, the slow tokenizer makes the tokens of roles special themselves, and not copies of them.
  private mutating func settleDefinitions() {
    for case .token(let token)? in named.values {
      for (id, definition) in declared where definition == token {
        declared[id]?.isNormalized = definition.isNormalized ?? !definition.isSpecial
        declared[id]?.isSpecial = true
      }
    }
  }

  /// A setting; special_tokens_map.json has precedence where it is read.
  subscript(key: String) -> JSONValue? {
    if isLegacy, let value = files.specialTokensMap?[key] { return value }
    return files.configuration?[key]
  }

  /// A boolean; nil where it is missing or null.
  /// - Throws: `EngineError` where the value is no boolean.
  func flag(_ key: String) throws -> Bool? {
    let value = self[key] ?? .null
    return try JSONValue.object([JSONValue.Member(key: key, value: value)]).flag(key, file: path("tokenizer_config.json"))
  }

  /// A boolean that must not be null.
  /// - Throws: `EngineError` where the value is no boolean.
  func required(_ key: String, default standard: Bool) throws -> Bool {
    guard self[key] != .null else {
      throw EngineError(
        "\(path("tokenizer_config.json")): '\(key)' is null, which transformers refuses, too: write true or false, or leave it out for "
          + "\(standard)")
    }
    return try flag(key) ?? standard
  }

  /// The path of a file, for messages.
  func path(_ name: String) -> String { files.path(name) }

  /// The special token of a role: the class' token where the files do not name it; nil where they have a null.
  func special(_ role: String) -> Special? {
    let special = named[role] ?? (standardTokens[role].map { .text($0) })
    // The constructor makes tokens of texts.
    guard case .text(let content)? = special else { return special }
    guard let flags = (files.saved == nil ? family.slowFlags : family.flags)[role] else { return special }
    var token = DeclaredToken(content: content, isNormalized: flags.isNormalized, isSpecial: flags.isSpecial)
    token.stripsLeft = flags.stripsLeft
    return files.saved == nil ? Special.token(token).settled : .token(token)
  }

  /// Whether the files name the token of a role, or have a null for it.
  func isNamed(_ role: String) -> Bool { named[role] != nil }

  /// The class' tokens; `PreTrainedTokenizerFast` takes the token of tokenizer.json's padding.
  private var standardTokens: [String: String] {
    guard family.tokens.isEmpty, let padding = files.saved?["padding"]?["pad_token"]?.string else { return family.tokens }
    return ["pad_token": padding]
  }

  private mutating func readRoles() throws {
    for role in Self.roles {
      let isMapped = isLegacy && files.specialTokensMap?[role] != nil
      guard let value = self[role] else { continue }
      let file = isMapped ? "special_tokens_map.json" : "tokenizer_config.json"
      named.updateValue(value == .null ? nil : try special(value, isMapped: isMapped, role, file), forKey: role)
    }
    let key = "additional_special_tokens"
    if self[key] == nil { additional = family.additional.map { .text($0) } }
    additional += try (files.configuration?[key]?.array ?? []).map { try special($0, isMapped: false, key, "tokenizer_config.json") }
    guard isLegacy else { return }
    var known = DistinctTokens<Special>()
    for token in additional { known.insert(token, token.content) }
    for value in files.specialTokensMap?[key]?.array ?? [] {
      let token = try special(value, isMapped: true, key, "special_tokens_map.json")
      if known.insert(token, token.content) { additional.append(token) }
    }
  }

  private mutating func special(_ value: JSONValue, isMapped: Bool, _ role: String, _ file: String) throws -> Special {
    if case .string(let content) = value { return .text(content) }
    guard var token = DeclaredToken(json: value) else {
      throw EngineError("\(files.path(file)): '\(role)' is no token; correct it", kind: .damaged)
    }
    if isMapped { token.isSpecial = true } else { unrecognized.insert(.token(token), token.content) }
    return .token(token)
  }

  /// Reads added_tokens.json, which versions before 4.34 wrote.
  private mutating func readAddedTokens(_ definitions: inout [[UInt8]: DeclaredToken]) throws {
    // Tokens that tokenizer_config.json writes as objects are not recognised here.
    let recognized = (named.values.compactMap { $0 } + additional).filter { !unrecognized.contains($0, $0.content) }
    let special = Set(recognized.map { Array($0.content.utf8) })
    // The reference stores each token under the name of the last additional token.
    let last = (files.specialTokensMap?["additional_special_tokens"]?.array?.last).flatMap { $0.string ?? $0["content"]?.string }
    for member in files.addedTokens?.members ?? [] where !member.key.isEmpty {
      let isSpecial = special.contains(Array(member.key.utf8))
      let token = DeclaredToken(content: member.key, isNormalized: !isSpecial, isSpecial: isSpecial)
      declared[try Self.id(member.value.integer, of: token, files.path("added_tokens.json"))] = token
      if let last { definitions[Array(last.utf8)] = token }
    }
  }

  /// The id of a token in its file.
  /// - Throws: `EngineError` where the id is missing or invalid.
  static func id(_ declared: Int?, of token: DeclaredToken, _ file: String) throws -> Int {
    guard let declared else {
      throw EngineError("\(file): the id of added token '\(token.content.prefix(80))' is no whole number; correct it", kind: .damaged)
    }
    return declared
  }
}
