/// The added tokens of a vocabulary, with the ids that Hugging Face's tokenizers give them.
///
/// Mirrors `AddedVocabulary` with its two lists: a token that is added again with other properties keeps its place among the patterns,
/// special ones first, but has the new properties when it is found.
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/tokenizer/added_vocabulary.rs
struct AddedVocabulary {
  /// A token's pattern and its id.
  struct Entry {
    /// The token at its first addition, whose `isNormalized` decides in which text it is looked for.
    let pattern: AddedToken
    let id: Int
  }

  /// The tokens by id.
  private(set) var tokens: [Int: AddedToken] = [:]
  private var special: [AddedToken] = []
  private var ordinary: [AddedToken] = []
  private var specialContents: Set<[UInt8]> = []
  private var ids: [[UInt8]: Int] = [:]
  private var largestID = -1
  /// Total bytes of the contents.
  private(set) var byteCount = 0
  /// The model's number of pieces.
  private let pieceCount: Int
  private let pieceID: (String) -> Int?

  /// Creates an empty vocabulary of added tokens.
  /// - Parameters:
  ///   - pieceCount: The model's number of pieces, which is the next free id.
  ///   - pieceID: Returns the id of a piece of the vocabulary; nil for others.
  init(pieceCount: Int, pieceID: @escaping (String) -> Int?) {
    self.pieceCount = pieceCount
    self.pieceID = pieceID
  }

  /// The patterns in order; of two equal ones, the first is found.
  var entries: [Entry] {
    (special + ordinary).compactMap { token in ids[Array(token.content.utf8)].map { Entry(pattern: token, id: $0) } }
  }

  /// The id of an added token; nil for others.
  func id(of content: String) -> Int? { ids[Array(content.utf8)] }

  /// Whether a token of this content was added as a special token.
  func isSpecial(_ content: String) -> Bool { specialContents.contains(Array(content.utf8)) }

  /// Adds tokens, as one call of `add_tokens` does.
  ///
  /// A token's id is its piece's, else the next free one; ids in files are ignored. A token whose id would be `limit` or more is left out.
  mutating func add(_ added: [AddedToken], below limit: Int = .max) {
    let added = added.filter { !$0.content.isEmpty }
    for token in added where token.isSpecial {
      if specialContents.insert(Array(token.content.utf8)).inserted { special.append(token) }
    }
    for token in added {
      let knownID = known(token.content)
      let id = knownID ?? nextID
      guard knownID != nil || id < limit, tokens[id] != token else { continue }
      let content = Array(token.content.utf8)
      ids[content] = id
      tokens[id] = token
      largestID = max(largestID, id)
      byteCount += content.count
      if !specialContents.contains(content) { ordinary.append(token) }
    }
  }

  private func known(_ content: String) -> Int? { id(of: content) ?? pieceID(content) }

  private var nextID: Int { largestID >= pieceCount ? largestID + 1 : pieceCount }
}
