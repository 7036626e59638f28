/// The tokens that a tokenizer puts around a text or the two texts of a pair, and the token type of each position.
struct TokenTemplate: Equatable, Sendable {
  /// A special token of the template.
  struct Special: Equatable, Sendable {
    let id: Int32
    let type: UInt8
  }

  /// The tokens before the first text; at least one, which the classifier reads.
  var before: [Special]
  /// The token type of the first text.
  var firstType: UInt8
  /// The tokens between the first text and the second one or the end.
  var between: [Special]
  /// The token type of the second text; nil in the template of a single text.
  var secondType: UInt8?
  /// The tokens behind the second text.
  var after: [Special] = []

  /// Number of special tokens.
  var count: Int { before.count + between.count + after.count }
  /// The largest token type.
  var largestType: UInt8 {
    ([firstType, secondType ?? 0] + (before + between + after).map(\.type)).max() ?? 0
  }
  /// All special tokens, in order.
  var specials: [Special] { before + between + after }

  /// `[CLS] text [SEP]`
  static func bert(_ classID: Int32, _ separatorID: Int32) -> TokenTemplate {
    TokenTemplate(before: [Special(id: classID, type: 0)], firstType: 0, between: [Special(id: separatorID, type: 0)])
  }

  /// `[CLS] text [SEP] pair [SEP]`
  static func bertPair(_ classID: Int32, _ separatorID: Int32) -> TokenTemplate {
    TokenTemplate(
      before: [Special(id: classID, type: 0)], firstType: 0, between: [Special(id: separatorID, type: 0)], secondType: 1,
      after: [Special(id: separatorID, type: 1)])
  }

  /// `<s> text </s></s> pair </s>`, all of type 0
  static func robertaPair(_ classID: Int32, _ separatorID: Int32) -> TokenTemplate {
    let separator = Special(id: separatorID, type: 0)
    return TokenTemplate(
      before: [Special(id: classID, type: 0)], firstType: 0, between: [separator, separator], secondType: 0, after: [separator])
  }

  /// The token types for texts with so many pieces. `[T]`
  func types(first: Int, second: Int = 0) -> [UInt8] {
    before.map(\.type) + Array(repeating: firstType, count: first) + between.map(\.type)
      + Array(repeating: secondType ?? 0, count: second) + after.map(\.type)
  }

  /// The segment of each token: 1 if it belongs to the second text, else 0. The tokens behind the second text belong to it, the tokens
  /// between do not. `[T]`
  func segments(first: Int, second: Int = 0) -> [UInt8] {
    var segments = [UInt8](repeating: 0, count: before.count + first + between.count)
    if secondType != nil { segments += repeatElement(1, count: second + after.count) }
    return segments
  }

  /// The encoding of a text or of two texts.
  func encoding(_ first: PieceSequence, _ second: PieceSequence?, givesTypes: Bool, isTruncated: Bool) -> Encoding {
    let total = count + first.count + (second?.count ?? 0)
    var ids: [Int32] = []
    var offsets: [Range<Int>?] = []
    ids.reserveCapacity(total)
    offsets.reserveCapacity(total)
    func add(_ specials: [Special]) {
      for special in specials {
        ids.append(special.id)
        offsets.append(nil)
      }
    }
    func add(_ pieces: PieceSequence) {
      ids.append(contentsOf: pieces.ids)
      for range in pieces.offsets { offsets.append(range) }
    }
    add(before)
    add(first)
    add(between)
    if let second { add(second) }
    add(after)
    let segments = segments(first: first.count, second: second?.count ?? 0)
    let types =
      !givesTypes
      ? Array(repeating: 0, count: total) : givesSegments ? segments : types(first: first.count, second: second?.count ?? 0)
    return Encoding(inputIDs: ids, tokenTypeIDs: types, segments: segments, offsets: offsets, isTruncated: isTruncated)
  }

  /// Whether the token types equal the segments.
  private var givesSegments: Bool {
    firstType == 0 && secondType ?? 1 == 1 && before.allSatisfy { $0.type == 0 } && between.allSatisfy { $0.type == 0 }
      && after.allSatisfy { $0.type == 1 }
  }
}
