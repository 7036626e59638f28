import Support

/// A model as tokenizer.json describes it, or as it follows from the files of a slow tokenizer: `model` there, its long lists apart.
struct SavedModel {
  /// "WordPiece", "BPE" or "Unigram".
  let type: String
  /// The other members of the object, such as "unk_token" and "unk_id".
  let options: JSONValue
  /// The vocabulary. A vocabulary in the form of a list, Unigram's, has the places as ids.
  let table: PieceTable
  /// The scores of the entries, for Unigram; else empty.
  var scores: [Double] = []
  /// The merges by rank, for BPE; else empty.
  var merges: [Merge] = []
  /// The path of the file, for messages.
  let file: String

  /// Two pieces that BPE joins.
  struct Merge {
    let left: String
    let right: String
  }
}

extension SavedModel {
  /// Reads the `model` of tokenizer.json.
  /// - Throws: `EngineError` where it has no vocabulary, or its lists are damaged.
  init(_ model: JSONValue?, file: String) throws {
    guard let model, let vocabulary = model["vocab"] else {
      throw EngineError(
        "\(file) has no vocabulary; save the tokenizer again, or remove the file where vocab.txt is to be read", kind: .notFound)
    }
    self.file = file
    options = .object((model.members ?? []).filter { !["vocab", "merges", "type"].contains($0.key) })
    // Old files have no type; the reference then goes by the members: "ModelUntagged" in
    // https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/models/mod.rs
    type = model["type"]?.string ?? (model["merges"] != nil ? "BPE" : vocabulary.array != nil ? "Unigram" : "WordPiece")
    if type == "Unigram" {
      let pieces = try Self.scored(vocabulary, file)
      table = PieceTable(pieces.enumerated().map { ($1.piece, $0) })
      scores = pieces.map(\.score)
    } else {
      table = PieceTable(try Self.members(vocabulary, file))
    }
    if let list = model["merges"] { merges = try Self.merges(list, file) }
  }

  /// Creates a BPE model from a slow tokenizer's vocab.json and merges.
  /// - Throws: `EngineError` where the vocabulary is damaged.
  init(vocabulary bytes: [UInt8], merges: [Merge], file: String) throws {
    self.init(
      type: "BPE", options: .object([]), table: PieceTable(try Self.members(JSONFile.object(bytes, path: file, otherwise: "restore the vocabulary"), file)),
      merges: merges, file: file)
  }

  private static func scored(_ vocabulary: JSONValue, _ file: String) throws -> [(piece: String, score: Double)] {
    guard let list = vocabulary.array, !list.isEmpty else {
      throw EngineError("\(file): the vocabulary is not a list of pieces and their scores; save the tokenizer again", kind: .damaged)
    }
    return try list.enumerated().map { index, entry in
      guard let pair = entry.array, pair.count == 2, let piece = pair[0].string, let score = pair[1].number else {
        throw EngineError("\(file): entry \(index) of the vocabulary is no piece with its score; save the tokenizer again", kind: .damaged)
      }
      return (piece, score)
    }
  }

  private static func members(_ vocabulary: JSONValue, _ file: String) throws -> [PieceTable.Entry] {
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

  /// Merges are pairs or, from versions before 0.20, strings with a space between.
  private static func merges(_ list: JSONValue, _ file: String) throws -> [Merge] {
    try (list.array ?? []).enumerated().map { index, entry in
      let parts =
        entry.array?.compactMap(\.string) ?? entry.string?.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard let parts, parts.count == 2 else {
        throw EngineError("\(file): merge \(index) is not two pieces; save the tokenizer again", kind: .damaged)
      }
      return Merge(left: parts[0], right: parts[1])
    }
  }
}
