import Foundation

/// The pieces of a tokenizer, and the added tokens among and beyond them.
struct Vocabulary {
  /// An added token and its id.
  struct Added {
    let token: AddedToken
    let id: Int32
  }

  /// By id; "" where an id has no piece.
  private(set) var pieces: [String]
  /// The ids of the pieces by their bytes, without added tokens that are not in the vocabulary itself.
  let trie: PieceTrie
  private(set) var added: [Added] = []
  private var addedBytes = 0
  /// The file that the pieces came from.
  let file: String

  /// Reads vocab.txt or, where there is none, the vocabulary in tokenizer.json.
  /// - Throws: `EngineError`.
  init(_ files: TokenizerFiles) throws {
    let entries: [(piece: String, id: Int)]
    if let bytes = try TokenizerFiles.bytes(files.directory, "vocab.txt", atMost: PieceTrie.maximumBytes) {
      file = files.path("vocab.txt")
      entries = try Self.lines(bytes, file)
    } else if let vocabulary = files.tokenizer?["model"]?["vocab"] {
      file = files.path("tokenizer.json")
      entries = try Self.members(vocabulary, file)
    } else {
      throw EngineError(
        "\(files.directory.path) has no vocabulary: neither vocab.txt nor one in tokenizer.json; save the tokenizer into the model's directory"
      )
    }
    let totalBytes = entries.reduce(0) { $0 + $1.piece.utf8.count }
    guard totalBytes <= PieceTrie.maximumBytes else {
      throw EngineError("\(file): \(totalBytes) bytes of vocabulary, at most \(PieceTrie.maximumBytes) are supported; is it another file?")
    }
    var trie = PieceTrie(totalBytes: totalBytes)
    pieces = Array(repeating: "", count: (entries.map(\.id).max() ?? -1) + 1)
    for entry in entries {
      pieces[entry.id] = entry.piece
      trie.insert(entry.piece.utf8, value: Int32(entry.id))
    }
    self.trie = trie
    try addTokens(files)
  }

  /// The id of a piece or added token, or nil.
  func id(of piece: String) -> Int32? {
    trie.value(of: piece.utf8) ?? added.first { $0.token.content.utf8.elementsEqual(piece.utf8) }?.id
  }

  /// The line number is the id, from 0. A later line of the same piece wins.
  private static func lines(_ bytes: [UInt8], _ file: String) throws -> [(piece: String, id: Int)] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard !lines.isEmpty else { throw EngineError("\(file) is empty; restore the vocabulary, a piece a line") }
    return try lines.enumerated().map { index, line in
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard let piece = String(validating: line, as: UTF8.self) else {
        throw EngineError("\(file): line \(index + 1) is not UTF-8; restore the vocabulary")
      }
      return (piece, index)
    }
  }

  private static func members(_ vocabulary: JSONValue, _ file: String) throws -> [(piece: String, id: Int)] {
    guard let members = vocabulary.members, !members.isEmpty else {
      throw EngineError("\(file): the vocabulary is not an object of pieces and their ids; save the tokenizer again")
    }
    return try members.map { member in
      guard let id = member.value.integer, isPlausible(id, among: members.count) else {
        throw EngineError("\(file): piece '\(member.key)' has no id that fits \(members.count) pieces; save the tokenizer again")
      }
      return (member.key, id)
    }
  }

  /// A few gaps are nothing strange, but an id is an index: it must not ask for memory out of proportion.
  private static func isPlausible(_ id: Int, among count: Int) -> Bool {
    (0..<2 * count + 10_000).contains(id)
  }

  private mutating func addTokens(_ files: TokenizerFiles) throws {
    for json in files.tokenizer?["added_tokens"]?.array ?? [] {
      if let token = AddedToken(json: json) { try add(token, id: json["id"]?.integer, files.path("tokenizer.json")) }
    }
    for member in files.configuration?["added_tokens_decoder"]?.members ?? [] {
      if let token = AddedToken(json: member.value) { try add(token, id: Int(member.key), files.path("tokenizer_config.json")) }
    }
    for member in files.addedTokens?.members ?? [] where !isAdded(member.key) && !member.key.isEmpty {
      try add(AddedToken(content: member.key, isNormalized: true), id: member.value.integer, files.path("added_tokens.json"))
    }
    for (role, content) in [
      ("unk_token", "[UNK]"), ("sep_token", "[SEP]"), ("pad_token", "[PAD]"), ("cls_token", "[CLS]"), ("mask_token", "[MASK]"),
    ] {
      let token = try files.specialToken(role) ?? AddedToken(content: content)
      if !isAdded(token.content) { try add(token, id: nil, file) }
    }
    let further = files.configuration?["additional_special_tokens"] ?? files.specialTokensMap?["additional_special_tokens"]
    for json in further?.array ?? [] {
      guard let token = json.string.map({ AddedToken(content: $0) }) ?? AddedToken(json: json) else { continue }
      if !isAdded(token.content) { try add(token, id: nil, file) }
    }
  }

  private func isAdded(_ content: String) -> Bool {
    added.contains { $0.token.content.utf8.elementsEqual(content.utf8) }
  }

  /// Adds a token, in place of an earlier one with the same content. Its id is the vocabulary's; without one there, and none declared, no
  /// model knows the token, and it stays text.
  private mutating func add(_ token: AddedToken, id declared: Int?, _ file: String) throws {
    guard let id = trie.value(of: token.content.utf8).map(Int.init) ?? declared else { return }
    guard Self.isPlausible(id, among: pieces.count) else {
      throw EngineError(
        "\(file): added token '\(token.content.prefix(80))' has id \(id), which does not fit \(pieces.count) pieces; correct it")
    }
    if id >= pieces.count { pieces += Array(repeating: "", count: id + 1 - pieces.count) }
    pieces[id] = token.content
    added.removeAll { $0.token.content.utf8.elementsEqual(token.content.utf8) }
    added.append(Added(token: token, id: Int32(id)))
    addedBytes += token.content.utf8.count
    // Normalizing a token may make it several times as long.
    guard addedBytes <= PieceTrie.maximumBytes / 16 else {
      throw EngineError("\(file): the added tokens have more than \(PieceTrie.maximumBytes / 16) bytes together; is it another file?")
    }
  }
}
