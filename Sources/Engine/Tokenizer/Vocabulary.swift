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
  /// Those of the short ones among them.
  let words: ShortWords
  /// In the order in which they were added last.
  var added: [Added] { additions.compactMap { $0 } }
  /// nil where a later token took an earlier one's place.
  private var additions: [Added?] = []
  /// Each token's place among them, by its bytes.
  private var places: [[UInt8]: Int] = [:]
  private var addedBytes = 0
  /// The pieces before any tokens were added.
  private let pieceCount: Int
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
        "\(files.directory.path) has no vocabulary: neither vocab.txt nor one in tokenizer.json; "
          + (FoundInstead(of: files.directory).clauseOnVocabulary ?? "save the tokenizer into the model's directory"))
    }
    let totalBytes = entries.reduce(0) { $0 + $1.piece.utf8.count }
    guard totalBytes <= PieceTrie.maximumBytes else {
      throw EngineError("\(file): \(totalBytes) bytes of vocabulary, at most \(PieceTrie.maximumBytes) are supported; is it another file?")
    }
    var trie = PieceTrie(totalBytes: totalBytes)
    var words = ShortWords(count: entries.count { $0.piece.utf8.count <= ShortWords.longest })
    pieces = Array(repeating: "", count: (entries.map(\.id).max() ?? -1) + 1)
    for entry in entries {
      pieces[entry.id] = entry.piece
      trie.insert(entry.piece.utf8, value: Int32(entry.id))
      words.insert(entry.piece.utf8, id: Int32(entry.id))
    }
    pieceCount = pieces.count
    self.trie = trie
    self.words = words
    try addTokens(files)
  }

  /// A file of more lines is none: that of any model has half as many at most.
  private static let maximumPieces = 1 << 20
  /// No piece is longer than a word.
  private static let maximumPieceBytes = 4096

  /// The id of a piece or added token, or nil.
  func id(of piece: String) -> Int32? {
    trie.value(of: piece.utf8) ?? places[Array(piece.utf8)].flatMap { additions[$0]?.id }
  }

  /// The line number is the id, from 0. A later line of the same piece wins.
  private static func lines(_ bytes: [UInt8], _ file: String) throws -> [(piece: String, id: Int)] {
    guard !bytes.isEmpty else { throw EngineError("\(file) is empty; restore the vocabulary, a piece a line") }
    let count = bytes.count { $0 == UInt8(ascii: "\n") }
    guard count <= maximumPieces else {
      throw EngineError("\(file) has \(count) lines, more than a vocabulary can have (\(maximumPieces)); is it another file?")
    }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return try lines.enumerated().map { index, line in
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard line.count <= maximumPieceBytes else {
        throw EngineError("\(file): line \(index + 1) has \(line.count) bytes, more than a piece can have; restore the vocabulary")
      }
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
        throw EngineError("\(file): piece '\(member.key.prefix(80))' has no id that fits \(members.count) pieces; save the tokenizer again")
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
      guard let token = AddedToken(json: json) else { continue }
      try add(token, id: try Self.id(json["id"], of: token, files.path("tokenizer.json")), files.path("tokenizer.json"))
    }
    for member in files.configuration?["added_tokens_decoder"]?.members ?? [] {
      if let token = AddedToken(json: member.value) { try add(token, id: Int(member.key), files.path("tokenizer_config.json")) }
    }
    for member in files.addedTokens?.members ?? [] where !isAdded(member.key) && !member.key.isEmpty {
      let token = AddedToken(content: member.key, isNormalized: true)
      try add(token, id: try Self.id(member.value, of: token, files.path("added_tokens.json")), files.path("added_tokens.json"))
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

  /// The id that a file declares for a token, or nil.
  /// - Throws: `EngineError` where it is no whole number.
  private static func id(_ declared: JSONValue?, of token: AddedToken, _ file: String) throws -> Int? {
    guard let declared, declared != .null else { return nil }
    guard let id = declared.integer else {
      throw EngineError("\(file): the id of added token '\(token.content.prefix(80))' is no whole number; correct it")
    }
    return id
  }

  private func isAdded(_ content: String) -> Bool {
    places[Array(content.utf8)] != nil
  }

  /// Adds a token, in place of an earlier one with the same content. Its id is the vocabulary's; without one there, and none declared, no
  /// model knows the token, and it stays text.
  private mutating func add(_ token: AddedToken, id declared: Int?, _ file: String) throws {
    guard let id = trie.value(of: token.content.utf8).map(Int.init) ?? declared else { return }
    // Among the pieces that there were at first: else a few tokens, each with twice the id of the one before, would fill the memory.
    guard Self.isPlausible(id, among: pieceCount + additions.count) else {
      throw EngineError(
        "\(file): added token '\(token.content.prefix(80))' has id \(id), which does not fit \(pieceCount) pieces; correct it")
    }
    if id >= pieces.count { pieces += Array(repeating: "", count: id + 1 - pieces.count) }
    pieces[id] = token.content
    if let earlier = places.updateValue(additions.count, forKey: Array(token.content.utf8)) { additions[earlier] = nil }
    additions.append(Added(token: token, id: Int32(id)))
    addedBytes += token.content.utf8.count
    // Normalizing a token may make it several times as long.
    guard addedBytes <= PieceTrie.maximumBytes / 16 else {
      throw EngineError("\(file): the added tokens have more than \(PieceTrie.maximumBytes / 16) bytes together; is it another file?")
    }
  }
}
