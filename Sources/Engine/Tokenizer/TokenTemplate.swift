/// Where a tokenizer puts its own tokens around a text, or around the two of a pair, and which token type each place has.
struct TokenTemplate: Equatable, Sendable {
  /// One of the tokenizer's own tokens.
  struct Special: Equatable, Sendable {
    let id: Int32
    let type: UInt8
  }

  /// The tokens before the first text; there is one at least, which the classifier reads.
  var before: [Special]
  /// The token type of the first text.
  var firstType: UInt8
  /// The tokens behind the first text, and before the second one.
  var between: [Special]
  /// The token type of the second text; nil in the template of a single one.
  var secondType: UInt8?
  /// The tokens behind the second text.
  var after: [Special] = []

  /// The number of its own tokens.
  var count: Int { before.count + between.count + after.count }
  /// The largest token type that it gives.
  var largestType: UInt8 {
    ([firstType, secondType ?? 0] + (before + between + after).map(\.type)).max() ?? 0
  }
  /// All of its own tokens, in order.
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

  /// The token types of texts of so many pieces. `[T]`
  func types(first: Int, second: Int = 0) -> [UInt8] {
    before.map(\.type) + Array(repeating: firstType, count: first) + between.map(\.type)
      + Array(repeating: secondType ?? 0, count: second) + after.map(\.type)
  }

  /// For each token whether it belongs to the second text, 1, or not, 0: the tokens behind the second text do, those between do not. `[T]`
  func segments(first: Int, second: Int = 0) -> [UInt8] {
    var segments = [UInt8](repeating: 0, count: before.count + first + between.count)
    if secondType != nil { segments += repeatElement(1, count: second + after.count) }
    return segments
  }

  /// The encoding of these texts.
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

  /// Whether the token types are the segments.
  private var givesSegments: Bool {
    firstType == 0 && secondType ?? 1 == 1 && before.allSatisfy { $0.type == 0 } && between.allSatisfy { $0.type == 0 }
      && after.allSatisfy { $0.type == 1 }
  }
}
