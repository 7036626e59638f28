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
  /// - Parameters:
  ///   - model: The object without its lists.
  ///   - lists: The lists.
  ///   - file: Path of the file, for messages.
  /// - Throws: `EngineError` where it has no vocabulary, or one that does not fit its type.
  init(_ model: JSONValue?, _ lists: ModelLists, file: String) throws {
    guard model?["vocab"] != nil || lists.vocabulary != nil else {
      throw EngineError(
        "\(file) has no vocabulary; save the tokenizer again, or remove the file where vocab.txt is to be read", kind: .notFound)
    }
    self.file = file
    options = .object((model?.members ?? []).filter { $0.key != "type" })
    merges = lists.merges ?? []
    let entries: [PieceTable.Entry]
    switch (model?["type"]?.string, lists.vocabulary) {
    // Old files have no type; the reference then goes by the members: "ModelUntagged" in
    // https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/models/mod.rs
    case ("Unigram"?, .scores(let list)?), (nil, .scores(let list)?):
      type = "Unigram"
      scores = list.map(\.score)
      entries = list.enumerated().map { ($1.piece, $0) }
    case (let name, .ids(let list)?) where name != "Unigram":
      type = name ?? (lists.merges != nil ? "BPE" : "WordPiece")
      entries = try Self.checked(list, file)
    case (let name, _):
      let form = name == "Unigram" ? "a list of pieces and their scores" : "an object of pieces and their ids"
      throw EngineError("\(file): the vocabulary is not \(form); save the tokenizer again", kind: .damaged)
    }
    guard !entries.isEmpty else { throw EngineError("\(file): the vocabulary is empty; save the tokenizer again", kind: .damaged) }
    guard type != "BPE" || lists.merges != nil else {
      throw EngineError("\(file): the BPE model has no list of 'merges'; save the tokenizer again", kind: .damaged)
    }
    table = PieceTable(entries)
  }

  /// Creates a BPE model from a slow tokenizer's vocab.json and merges.
  /// - Throws: `EngineError` where the vocabulary is damaged.
  init(vocabulary bytes: [UInt8], merges: [Merge], file: String) throws {
    let entries = try TokenizerDocument.reading(bytes, file) { try ModelLists(file: file).ids(&$0) }
    self.init(type: "BPE", options: .object([]), table: PieceTable(try Self.checked(entries, file)), merges: merges, file: file)
  }

  private static func checked(_ entries: [PieceTable.Entry], _ file: String) throws -> [PieceTable.Entry] {
    // A few gaps are normal, but an id is an index: it must not require memory out of proportion.
    let ids = 0..<2 * entries.count + 10_000
    if let wrong = entries.first(where: { !ids.contains($0.id) }) {
      throw EngineError(
        "\(file): piece '\(wrong.piece.prefix(80))' has no id that fits \(entries.count) pieces; save the tokenizer again", kind: .damaged)
    }
    return entries
  }
}
