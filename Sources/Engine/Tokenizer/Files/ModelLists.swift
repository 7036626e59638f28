import Support

/// The long lists of a model in tokenizer.json: its vocabulary and its merges.
///
/// They are read element by element: a tree of 250,000 pieces and scores would take ten times the memory of the file.
struct ModelLists: Sendable {
  /// The vocabulary in either form.
  enum Vocabulary: Sendable {
    /// An object of ids by piece; -1 for what is no id.
    case ids([PieceTable.Entry])
    /// A list of pieces and scores.
    case scores([(piece: String, score: Double)])
  }

  /// Nil where the model has none, or a value of another kind.
  private(set) var vocabulary: Vocabulary?
  /// Nil where the model has no list of merges.
  private(set) var merges: [SavedModel.Merge]?

  /// Path of the file, for messages.
  private let file: String

  /// Upper bound of the pieces and of the merges. The largest known vocabulary has 501,153 pieces.
  static let maximumPieces = 1 << 20

  /// Creates lists that are missing.
  init(file: String) {
    self.file = file
  }

  /// Reads the object of a model.
  /// - Returns: Its other members.
  /// - Throws: `JSONSyntaxError`, or `EngineError` where a list is damaged or too long.
  mutating func read(_ parser: inout JSONParser) throws -> JSONValue {
    guard parser.nextByte() == UInt8(ascii: "{") else { return try parser.value() }
    var others: [JSONValue.Member] = []
    try parser.eachMember { parser, key in
      switch (key, parser.nextByte()) {
      case ("vocab", UInt8(ascii: "{")?): vocabulary = .ids(try ids(&parser))
      case ("vocab", UInt8(ascii: "[")?): vocabulary = .scores(try scores(&parser))
      case ("merges", UInt8(ascii: "[")?): merges = try merges(&parser)
      default: others.append(JSONValue.Member(key: key, value: try parser.value()))
      }
    }
    return .object(others)
  }

  /// Reads an object of ids by piece.
  /// - Throws: `JSONSyntaxError`, or `EngineError` where it is too long.
  func ids(_ parser: inout JSONParser) throws -> [PieceTable.Entry] {
    guard parser.nextByte() == UInt8(ascii: "{") else {
      throw EngineError("\(file) is not a JSON object of pieces and their ids; restore the vocabulary", kind: .damaged)
    }
    var entries: [PieceTable.Entry] = []
    var bytes = 0
    try parser.eachMember { parser, piece in
      bytes += piece.utf8.count
      try check(entries.count, bytes, "vocabulary", maximumBytes: PieceTrie.maximumBytes)
      if let number = try parser.numberIfNext() {
        entries.append((piece, Int(exactly: number) ?? -1))
      } else {
        _ = try parser.value()
        entries.append((piece, -1))
      }
    }
    return entries
  }

  private func scores(_ parser: inout JSONParser) throws -> [(piece: String, score: Double)] {
    var entries: [(piece: String, score: Double)] = []
    var bytes = 0
    try parser.eachElement { parser in
      var (piece, score): (String?, Double?)
      var count = 0
      if parser.nextByte() == UInt8(ascii: "[") {
        try parser.eachElement { parser in
          count += 1
          switch count {
          case 1: piece = try parser.stringIfNext()
          case 2: score = try parser.numberIfNext()
          default: throw noEntry(entries.count)
          }
          if count == 1 ? piece == nil : score == nil { throw noEntry(entries.count) }
        }
      }
      guard let piece, let score, score.isFinite else { throw noEntry(entries.count) }
      bytes += piece.utf8.count
      try check(entries.count, bytes, "vocabulary", maximumBytes: PieceTrie.maximumBytes)
      entries.append((piece, score))
    }
    return entries
  }

  private func noEntry(_ index: Int) -> EngineError {
    EngineError("\(file): entry \(index) of the vocabulary is no piece with its score; save the tokenizer again", kind: .damaged)
  }

  /// Merges are pairs or, from versions before 0.20, strings with a space between.
  private func merges(_ parser: inout JSONParser) throws -> [SavedModel.Merge] {
    var merges: [SavedModel.Merge] = []
    var bytes = 0
    try parser.eachElement { parser in
      var parts: [String] = []
      if let text = try parser.stringIfNext() {
        // A version, as on the first line of merges.txt.
        if text.hasPrefix("#version") { return }
        parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      } else if parser.nextByte() == UInt8(ascii: "[") {
        try parser.eachElement { parser in
          guard parts.count < 2, let part = try parser.stringIfNext() else { throw noMerge(merges.count) }
          parts.append(part)
        }
      }
      guard parts.count == 2 else { throw noMerge(merges.count) }
      bytes += parts[0].utf8.count + parts[1].utf8.count
      // Each merge makes a piece.
      try check(merges.count, bytes, "list of merges", maximumBytes: 2 * PieceTrie.maximumBytes)
      merges.append(SavedModel.Merge(left: parts[0], right: parts[1]))
    }
    return merges
  }

  private func noMerge(_ index: Int) -> EngineError {
    EngineError("\(file): merge \(index) is not two pieces; save the tokenizer again", kind: .damaged)
  }

  private func check(_ count: Int, _ bytes: Int, _ list: String, maximumBytes: Int) throws {
    guard count < Self.maximumPieces else {
      throw EngineError("\(file): the \(list) has more than \(Self.maximumPieces) entries; is it another file?")
    }
    guard bytes <= maximumBytes else {
      throw EngineError("\(file): the \(list) has more than \(maximumBytes) bytes; is it another file?")
    }
  }
}
