import Foundation
import Support

/// The pieces of a tokenizer, and its added tokens.
struct Vocabulary {
  /// Pieces by id; "" where an id has no piece.
  private(set) var pieces: [String]
  /// Ids by the bytes of their pieces, without added tokens that are not in the vocabulary itself.
  let trie: PieceTrie
  /// Ids of the short pieces.
  let words: ShortWords
  /// The added tokens.
  private(set) var added: AddedVocabulary
  /// Name of the file with the pieces.
  let file: String

  /// Reads the vocabulary from tokenizer.json where it is used, else from vocab.txt; then adds tokens.
  /// - Throws: `EngineError`.
  init(_ files: TokenizerFiles, _ settings: TokenizerSettings, _ tokenizerClass: TokenizerClass) throws {
    let entries: [(piece: String, id: Int)]
    (entries, file) = try Self.entries(files)
    let totalBytes = entries.reduce(0) { $0 + $1.piece.utf8.count }
    guard totalBytes <= PieceTrie.maximumBytes else {
      throw EngineError("\(file): \(totalBytes) bytes of vocabulary, at most \(PieceTrie.maximumBytes) are supported; is it another file?")
    }
    var trie = PieceTrie(totalBytes: totalBytes)
    var words = ShortWords(count: entries.count { $0.piece.utf8.count <= ShortWords.longest })
    pieces = Array(repeating: "", count: (entries.map(\.id).max() ?? -1) + 1)
    var pieceCount = 0
    for entry in entries {
      pieces[entry.id] = entry.piece
      if trie.value(of: entry.piece.utf8) == nil { pieceCount += 1 }
      trie.insert(entry.piece.utf8, value: Int32(entry.id))
      words.insert(entry.piece.utf8, id: Int32(entry.id))
    }
    self.trie = trie
    self.words = words
    added = AddedVocabulary(pieceCount: pieceCount) { [trie] in trie.value(of: $0.utf8).map(Int.init) }
    try addTokens(files, settings, tokenizerClass)
  }

  /// Upper bound of a file's lines; a model's vocabulary has at most half as many.
  private static let maximumPieces = 1 << 20
  /// Upper bound of a piece's bytes: no piece is longer than a word.
  private static let maximumPieceBytes = 4096

  /// The id of a piece; nil for others.
  func id(ofPiece piece: String) -> Int32? { trie.value(of: piece.utf8) }

  /// The id of a piece or added token; nil for others.
  func id(of token: String) -> Int32? { added.id(of: token).map(Int32.init) ?? trie.value(of: token.utf8) }

  private static func entries(_ files: TokenizerFiles) throws -> (entries: [(piece: String, id: Int)], file: String) {
    if let saved = files.saved {
      let file = files.path("tokenizer.json")
      guard let vocabulary = saved["model"]?["vocab"] else {
        throw EngineError(
          "\(file) has no vocabulary; save the tokenizer again, or remove the file where vocab.txt is to be read", kind: .notFound)
      }
      return (try members(vocabulary, file), file)
    }
    guard let bytes = try TokenizerFiles.bytes(files.directory, "vocab.txt", atMost: PieceTrie.maximumBytes) else {
      throw EngineError(
        "\(files.directory.path) has no vocabulary: neither vocab.txt nor one in tokenizer.json; "
          + (FoundInstead(of: files.directory).clauseOnVocabulary ?? "save the tokenizer into the model's directory"), kind: .notFound)
    }
    let file = files.path("vocab.txt")
    return (try lines(bytes, file), file)
  }

  /// The pieces of vocab.txt: the line number, from 0, is the id. A later line with the same piece wins.
  private static func lines(_ bytes: [UInt8], _ file: String) throws -> [(piece: String, id: Int)] {
    guard !bytes.isEmpty else { throw EngineError("\(file) is empty; restore the vocabulary, a piece a line", kind: .damaged) }
    let (feed, carriage) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    // A carriage return, alone or before a line feed, ends a line, too, as in Python.
    let count = bytes.count { $0 == feed || $0 == carriage }
    guard count <= 2 * maximumPieces else {
      throw EngineError("\(file) has \(count) lines, more than a vocabulary can have (\(maximumPieces)); is it another file?")
    }
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    for index in bytes.indices where bytes[index] == feed || bytes[index] == carriage {
      if bytes[index] == feed, index > 0, bytes[index - 1] == carriage {
        start = index + 1
        continue
      }
      lines.append(bytes[start..<index])
      start = index + 1
    }
    if start < bytes.endIndex { lines.append(bytes[start...]) }
    guard lines.count <= maximumPieces else {
      throw EngineError("\(file) has \(lines.count) lines, more than a vocabulary can have (\(maximumPieces)); is it another file?")
    }
    return try lines.enumerated().map { index, line in
      guard line.count <= maximumPieceBytes else {
        throw EngineError(
          "\(file): line \(index + 1) has \(line.count) bytes, more than a piece can have; restore the vocabulary", kind: .damaged)
      }
      guard let piece = String(validating: line, as: UTF8.self) else {
        throw EngineError("\(file): line \(index + 1) is not UTF-8; restore the vocabulary", kind: .damaged)
      }
      return (piece, index)
    }
  }

  private static func members(_ vocabulary: JSONValue, _ file: String) throws -> [(piece: String, id: Int)] {
    guard let members = vocabulary.members, !members.isEmpty else {
      throw EngineError("\(file): the vocabulary is not an object of pieces and their ids; save the tokenizer again", kind: .damaged)
    }
    return try members.map { member in
      // A few gaps are normal, but an id is an index: it must not require memory out of proportion.
      guard let id = member.value.integer, (0..<2 * members.count + 10_000).contains(id) else {
        throw EngineError(
          "\(file): piece '\(member.key.prefix(80))' has no id that fits \(members.count) pieces; save the tokenizer again", kind: .damaged)
      }
      return (member.key, id)
    }
  }

  /// Adds the tokens of tokenizer.json, then declared tokens and tokens with roles.
  ///
  /// Mirrors `PreTrainedTokenizerFast.__init__`:
  /// https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/tokenization_utils_fast.py
  private mutating func addTokens(_ files: TokenizerFiles, _ settings: TokenizerSettings, _ tokenizerClass: TokenizerClass) throws {
    // They are added one by one, as by the reference.
    for json in files.saved?["added_tokens"]?.array ?? [] {
      guard let token = DeclaredToken(json: json) else { continue }
      _ = try TokenizerSettings.id(json["id"]?.integer, of: token, files.path("tokenizer.json"))
      added.add([token.resolved()])
    }
    let special = Self.specialTokens(files, settings, tokenizerClass)
    let contents = Set(special.map { Array($0.content.utf8) })
    let declared = settings.decoder.map(\.token)
    let known = Set((declared.map(\.content) + added.tokens.values.map(\.content)).map { Array($0.utf8) })
    added.add(declared.map { $0.resolved(special: contents.contains(Array($0.content.utf8))) })
    let further = special.compactMap { special -> AddedToken? in
      switch special {
      case .text(let content): known.contains(Array(content.utf8)) ? nil : AddedToken(content: content, isSpecial: true)
      case .token(let token):
        declared.contains { $0.resolved() == token.resolved() } ? nil : token.resolved(special: true)
      }
    }
    // A token that only has a role may lie beyond the model's word embeddings, where it could only fail; then it remains text.
    added.add(further, below: files.modelVocabularySize ?? .max)
    // The normalization of a token may be several times as long.
    guard added.byteCount <= PieceTrie.maximumBytes / 16 else {
      throw EngineError("\(file): the added tokens have more than \(PieceTrie.maximumBytes / 16) bytes together; is it another file?")
    }
    for (id, token) in added.tokens {
      if id >= pieces.count { pieces += Array(repeating: "", count: id + 1 - pieces.count) }
      pieces[id] = token.content
    }
  }

  /// Default special tokens of `BertTokenizerFast`.
  private static let standardTokens = [
    "unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]", "mask_token": "[MASK]",
  ]

  /// The tokens of the roles, each content once, and then the additional tokens.
  private static func specialTokens(
    _ files: TokenizerFiles, _ settings: TokenizerSettings, _ tokenizerClass: TokenizerClass
  ) -> [TokenizerSettings.Special] {
    let standard =
      tokenizerClass.isBert ? standardTokens : (files.saved?["padding"]?["pad_token"]?.string).map { ["pad_token": $0] } ?? [:]
    var seen: Set<[UInt8]> = []
    let named = TokenizerSettings.roles
      .compactMap { settings.special($0, standard: standard[$0]) }
      .filter { !$0.content.isEmpty && seen.insert(Array($0.content.utf8)).inserted }
    return named + settings.additional.filter { !seen.contains(Array($0.content.utf8)) }
  }
}
