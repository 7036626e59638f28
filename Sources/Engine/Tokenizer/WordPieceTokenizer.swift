public import Foundation

/// BERT's tokenizer, exactly as Hugging Face's fast one (tokenizers 0.20) works: the same ids, the same offsets, the same truncation.
///
/// Each text is split at added tokens such as "[MASK]", normalized, split into words, and each word into pieces. A value is immutable and
/// can be used by any number of threads.
public struct WordPieceTokenizer: Sendable {
  /// The vocabulary by id, with added tokens; "" where an id stands for nothing. `[V]` or more, where tokens were added.
  public let pieces: [String]
  /// The longest input that the model was made for, in tokens; nil where it does not say or says something absurdly large.
  public let modelMaxLength: Int?
  /// Hexadecimal hash of the vocabulary and of everything that decides how text is split.
  public let fingerprint: String

  private let normalizer: BertNormalizer
  private let model: WordPieceModel
  private let writtenTokens: AddedTokenMatcher
  private let normalizedTokens: AddedTokenMatcher
  private let classID: Int32
  private let separatorID: Int32
  let truncatesLeft: Bool

  /// Reads the tokenizer of a model directory: vocab.txt or the vocabulary in tokenizer.json, with the options in tokenizer_config.json or tokenizer.json.
  /// - Throws: `EngineError` where the vocabulary is missing, a file is damaged, or it is another kind of tokenizer.
  public init(modelDirectory: URL) throws {
    let files = try TokenizerFiles(directory: modelDirectory)
    let options = try TokenizerOptions(files)
    let vocabulary = try Vocabulary(files)
    func id(_ token: String) throws -> Int32 {
      guard let id = vocabulary.id(of: token) else {
        throw EngineError("\(vocabulary.file): the vocabulary has no '\(token)', which every text needs; is it a WordPiece vocabulary?")
      }
      return id
    }
    model = WordPieceModel(
      words: vocabulary.words, trie: vocabulary.trie, continuationPrefix: options.continuationPrefix,
      unknownID: try id(options.unknownToken),
      maximumScalars: options.maximumWordScalars)
    classID = try id(options.classToken)
    separatorID = try id(options.separatorToken)
    pieces = vocabulary.pieces
    modelMaxLength = options.modelMaxLength
    truncatesLeft = options.truncatesLeft
    normalizer = options.normalizer
    fingerprint = Self.fingerprint(vocabulary, options)

    let normalizer = options.normalizer
    writtenTokens = AddedTokenMatcher(
      vocabulary.added.filter { !$0.token.isNormalized }.map { ($0.token, Array($0.token.content.utf8), $0.id) })
    normalizedTokens = AddedTokenMatcher(
      vocabulary.added.filter(\.token.isNormalized).map { added in
        let content = Array(added.token.content.utf8)
        var normalized = NormalizedText()
        normalizer.normalize(content, content.indices, firstScalar: 0, to: &normalized)
        return (added.token, normalized.bytes, added.id)
      })
  }

  /// Encodes a text, or a pair of texts: `[CLS] text [SEP]`, `[CLS] text [SEP] pair [SEP]`.
  ///
  /// What is longer than `maxLength` tokens loses its last ones, the longer text first ("longest_first").
  /// - Parameters:
  ///   - text: any text; an empty one has no tokens of its own.
  ///   - pair: the second text; an empty one is none, as in the reference. One of white space only is a text, and has its [SEP].
  ///   - maxLength: the most tokens there may be, those of the template among them.
  /// - Returns: ids, types and offsets of all tokens, and whether any were cut off.
  /// - Precondition: `maxLength` leaves room for the template: 2, or 3 with a pair.
  public func encode(_ text: String, pair: String?, maxLength: Int) -> Encoding {
    let pair = pair.flatMap { $0.isEmpty ? nil : $0 }
    let templateCount = pair == nil ? 2 : 3
    precondition(maxLength >= templateCount, "\(maxLength) tokens leave no room for the \(templateCount) of the template")
    let budget = maxLength - templateCount
    // One piece too many is as good as all of them, unless the first ones go or it matters which of two texts is longer.
    let limit = truncatesLeft || pair != nil ? Int.max : budget
    var first = pieces(of: text, limit: limit)
    var second = pair.map { pieces(of: $0, limit: limit) }
    let lengths = LongestFirst.lengths(first.count, second?.count, budget: budget)
    let isTruncated = lengths.first < first.count || lengths.second < second?.count ?? 0
    first.truncate(to: lengths.first, keepingLast: truncatesLeft)
    second?.truncate(to: lengths.second, keepingLast: truncatesLeft)

    let tail = second.map { $0.ids + [separatorID] } ?? []
    let tailOffsets: [Range<Int>?] = second.map { $0.offsets + [nil] } ?? []
    return Encoding(
      inputIDs: [classID] + first.ids + [separatorID] + tail,
      tokenTypeIDs: Array(repeating: 0, count: first.count + 2) + Array(repeating: 1, count: tail.count),
      offsets: [nil] + first.offsets + [nil] + tailOffsets, isTruncated: isTruncated)
  }

  /// The pieces of a text, or no fewer than the first `limit + 1`.
  private func pieces(of text: String, limit: Int) -> PieceSequence {
    let bytes = Array(text.utf8)
    var output = PieceSequence()
    var scalar = 0
    for segment in writtenTokens.split(bytes, bytes.indices) where output.count <= limit {
      if let id = segment.id {
        let count = UTF8.scalarCount(in: bytes, segment.range)
        output.append(id, scalar..<scalar + count)
        scalar += count
      } else {
        var normalized = NormalizedText()
        scalar += normalizer.normalize(bytes, segment.range, firstScalar: scalar, to: &normalized)
        appendPieces(of: normalized, limit: limit, to: &output)
      }
    }
    return output
  }

  private func appendPieces(of text: NormalizedText, limit: Int, to output: inout PieceSequence) {
    for segment in normalizedTokens.split(text.bytes, text.bytes.indices) {
      if let id = segment.id {
        output.append(id, text.originalRange(of: segment.range))
        continue
      }
      var words = WordIterator(range: segment.range)
      while output.count <= limit, let word = words.next(in: text.bytes) { model.appendPieces(of: word, in: text, to: &output) }
    }
  }

  private static func fingerprint(_ vocabulary: Vocabulary, _ options: TokenizerOptions) -> String {
    // FNV-1a, 64 bits.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ text: String) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      // No UTF-8 has this byte: "a", "b" and "ab" differ.
      hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
    vocabulary.pieces.forEach(add)
    for added in vocabulary.added {
      let token = added.token
      add("\(added.id) \(token.stripsLeft) \(token.stripsRight) \(token.isSingleWord) \(token.isNormalized) \(token.content)")
    }
    let normalizer = options.normalizer
    add("\(normalizer.cleansText) \(normalizer.separatesChinese) \(normalizer.stripsAccents) \(normalizer.lowercases)")
    add("\(options.continuationPrefix) \(options.maximumWordScalars) \(options.truncatesLeft)")
    [options.unknownToken, options.classToken, options.separatorToken].forEach(add)
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
