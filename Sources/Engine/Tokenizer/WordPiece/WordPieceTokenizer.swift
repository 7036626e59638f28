public import Foundation

/// BERT's tokenizer, with the same ids, offsets and truncation as Hugging Face's fast one (tokenizers 0.20).
///
/// A text is split at added tokens such as "[MASK]", normalized, split into words, and each word into pieces. A tokenizer is immutable, and
/// any number of threads can use it.
public struct WordPieceTokenizer: Tokenizer {
  /// The vocabulary by id, with added tokens; "" where an id has no token. `[V]`, or more where tokens were added.
  public let pieces: [String]
  /// Maximum length of the model's inputs in tokens; nil where it is missing or absurdly large.
  public let modelMaxLength: Int?
  /// Hexadecimal hash of the vocabulary and of all properties that decide how single texts are split.
  public let fingerprint: String

  /// Hexadecimal hash that also covers the template of pairs.
  private let pairFingerprint: String
  /// The largest token type of single texts.
  public let largestType: UInt8
  /// The largest token type of pairs; nil where the template of pairs in tokenizer.json is not supported.
  public let largestPairType: UInt8?

  /// The mark at the beginning of a piece that continues a word: "##".
  private let continuationPrefix: String
  private let normalizer: BertNormalizer
  private let boundaries: ScalarTraits
  private let model: WordPieceModel
  private let writtenTokens: AddedTokenMatcher
  private let normalizedTokens: AddedTokenMatcher
  private let single: TokenTemplate
  private let pair: TokenTemplate?
  private let givesTokenTypes: Bool
  /// The id of `mask_token`, which is [MASK] where the files do not say otherwise; nil where the vocabulary has no such token.
  public let maskID: Int32?
  /// Whether the first tokens of a text that is too long are cut off, rather than the last ones.
  public let truncatesLeft: Bool

  /// Reads the tokenizer of a model directory as transformers' `AutoTokenizer` does: tokenizer.json or, without it, vocab.txt, with the
  /// options in tokenizer_config.json.
  /// - Throws: `EngineError` where the vocabulary is missing, a file is damaged, or the kind of tokenizer is not supported.
  public init(modelDirectory: URL) throws {
    let files = try TokenizerFiles(directory: modelDirectory)
    let tokenizerClass = try TokenizerClass(files)
    let settings = try TokenizerSettings(files)
    let options = try TokenizerOptions(files, settings, tokenizerClass)
    let vocabulary = try Vocabulary(files, settings, tokenizerClass)
    guard let unknownID = vocabulary.id(ofPiece: options.unknownToken) else { throw vocabulary.missing(options.unknownToken) }
    model = WordPieceModel(
      words: vocabulary.words, trie: vocabulary.trie, continuationPrefix: options.continuationPrefix, unknownID: unknownID,
      maximumScalars: options.maximumWordScalars)
    (single, pair) = try vocabulary.templates(files, settings)
    pieces = vocabulary.pieces
    continuationPrefix = options.continuationPrefix
    modelMaxLength = options.modelMaxLength
    truncatesLeft = options.truncatesLeft
    normalizer = options.normalizer
    boundaries = options.boundaries
    givesTokenTypes = options.givesTokenTypes
    maskID = settings.special("mask_token", standard: "[MASK]").flatMap { vocabulary.id(of: $0.content) }
    largestType = givesTokenTypes ? single.largestType : 0
    largestPairType = pair.map { options.givesTokenTypes ? $0.largestType : 0 }

    let (written, normalized) = try vocabulary.patterns(options)
    writtenTokens = AddedTokenMatcher(written)
    normalizedTokens = AddedTokenMatcher(normalized)
    let order = AddedTokenOrder.contents(files) { vocabulary.id(ofPiece: $0) != nil }
    var fingerprint = TokenizerFingerprint(vocabulary, options, single, order: order, written: written, normalized: normalized)
    self.fingerprint = fingerprint.text
    fingerprint.add(pair: pair, givesTypes: givesTokenTypes, single)
    pairFingerprint = fingerprint.text
  }

  /// Encodes a text, or a pair of texts: `[CLS] text [SEP]`, `[CLS] text [SEP] pair [SEP]`.
  ///
  /// A text of more than `maxLength` tokens loses its last ones; of a pair, the longer text first ("longest_first").
  /// - Parameters:
  ///   - text: Any text; an empty one has no tokens of its own.
  ///   - pair: The second text. An empty one is no pair, as in the reference; one of white space only is a text, and has its [SEP].
  ///   - maxLength: Upper bound of the tokens, including tokens of the template.
  /// - Returns: Ids, types and offsets of all tokens, and whether any were removed.
  /// - Precondition: `maxLength` leaves room for the template's `specialCount` tokens; with a pair, `largestPairType` is not nil.
  public func encode(_ text: String, pair: String?, maxLength: Int) -> Encoding {
    let pair = pair.flatMap { $0.isEmpty ? nil : $0 }
    let template = template(isPair: pair != nil)
    precondition(maxLength >= template.count, "\(maxLength) tokens leave no room for the \(template.count) of the template")
    let budget = maxLength - template.count
    // One piece too many is as good as all pieces, unless the first ones are removed or the longer of two texts has to be found.
    let limit = truncatesLeft || pair != nil ? Int.max : budget
    var first = pieces(of: text, limit: limit)
    var second = pair.map { pieces(of: $0, limit: limit) }
    let lengths = LongestFirst.lengths(first.count, second?.count, budget: budget)
    let isTruncated = lengths.first < first.count || lengths.second < second?.count ?? 0
    first.truncate(to: lengths.first, keepingLast: truncatesLeft)
    second?.truncate(to: lengths.second, keepingLast: truncatesLeft)
    return template.encoding(first, second, givesTypes: givesTokenTypes, isTruncated: isTruncated)
  }

  /// The fingerprint in a store of single texts, or of pairs.
  public func fingerprint(forPairs isPair: Bool) -> String { isPair ? pairFingerprint : fingerprint }

  /// How the piece of an id spells words: one that begins with "##", or the prefix that tokenizer.json has instead, continues a word.
  public func spelling(ofPiece id: Int) -> PieceSpelling {
    let piece = pieces[id]
    // Bytes, because the scalar behind the prefix may combine with its last one into one Character.
    guard !continuationPrefix.isEmpty, piece.utf8.count > continuationPrefix.utf8.count, piece.utf8.starts(with: continuationPrefix.utf8)
    else { return PieceSpelling(continuesWord: false, surface: piece) }
    let surface = String(piece.unicodeScalars.dropFirst(continuationPrefix.unicodeScalars.count))
    return PieceSpelling(continuesWord: true, surface: surface)
  }

  /// Number of tokens that the template adds to a text, or to a pair.
  /// - Precondition: For pairs, `largestPairType` is not nil.
  public func specialCount(isPair: Bool) -> Int { template(isPair: isPair).count }

  /// The token types for the segments of an encoding.
  /// - Returns: The types `[T]`; nil where no text of this tokenizer has such segments.
  public func tokenTypes(ofSegments segments: [UInt8]) -> [UInt8]? {
    let isPair = segments.contains(1)
    guard let template = isPair ? pair : single else { return nil }
    let boundary = segments.firstIndex(of: 1) ?? segments.count
    let first = boundary - template.before.count - template.between.count
    let second = segments.count - boundary - template.after.count
    guard first >= 0, second >= 0, template.segments(first: first, second: second) == segments else { return nil }
    return givesTokenTypes ? template.types(first: first, second: second) : Array(repeating: 0, count: segments.count)
  }

  private func template(isPair: Bool) -> TokenTemplate {
    guard isPair else { return single }
    guard let pair else { preconditionFailure("a tokenizer that makes no pairs") }
    return pair
  }

  /// The pieces of a text, or at least the first `limit + 1`.
  private func pieces(of text: String, limit: Int) -> PieceSequence {
    let bytes = Array(text.utf8)
    var output = PieceSequence()
    // Positions in the text, in bytes and in scalars.
    var (byte, scalar) = (0, 0)
    for segment in writtenTokens.split(bytes, bytes.indices) where output.count <= limit {
      let start = segment.range.lowerBound
      scalar += start >= byte ? UTF8.scalarCount(in: bytes, byte..<start) : -UTF8.scalarCount(in: bytes, start..<byte)
      byte = segment.range.upperBound
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
      var words = WordIterator(range: segment.range, boundaries: boundaries)
      while output.count <= limit, let word = words.next(in: text.bytes) { model.appendPieces(of: word, in: text, to: &output) }
    }
  }
}
