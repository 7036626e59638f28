public import Foundation

/// A tokenizer as a pipeline of the parts that a model directory's files describe, with the same ids, offsets and truncation as Hugging Face's
/// fast one (tokenizers 0.20).
///
/// A text is split into pieces by `TextPipeline`, and a template puts special tokens around them. A tokenizer is immutable, and any number of
/// threads can use it.
public struct PipelineTokenizer: Tokenizer {
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

  private let speller: any PieceSpeller
  private let addedIDs: Set<Int>
  private let pipeline: TextPipeline
  /// Trims the offsets of a text's pieces, after truncation; nil where they stay.
  private let trimming: OffsetTrimming?
  private let single: TokenTemplate
  private let pair: TokenTemplate?
  private let givesTokenTypes: Bool
  /// The id of `mask_token`, which is [MASK] where the files do not say otherwise; nil where the vocabulary has no such token.
  public let maskID: Int32?
  /// Whether the first tokens of a text that is too long are cut off, rather than the last ones.
  public let truncatesLeft: Bool

  /// Reads the tokenizer of a model directory as transformers' `AutoTokenizer` does: tokenizer.json or, without it, the files of the slow
  /// tokenizer, with the options in tokenizer_config.json.
  /// - Throws: `EngineError` where the vocabulary is missing, a file is damaged, or the kind of tokenizer is not supported.
  public init(modelDirectory: URL) throws {
    let files = try TokenizerFiles(directory: modelDirectory)
    let tokenizerClass = try TokenizerClass(files)
    let settings = try TokenizerSettings(files, tokenizerClass)
    let options = try TokenizerOptions(files, settings, tokenizerClass)
    let own = try SavedTokenizer(files, settings, tokenizerClass)
    let saved = try own.set(by: tokenizerClass, settings)
    let steps = try TokenizerSteps(own, saved)
    var preTokenizer = steps.preTokenizer
    let model = try SavedPieceModel.read(saved.model, behind: &preTokenizer)
    let vocabulary = try Vocabulary(saved, files, settings)
    let processor = try vocabulary.postProcessor(saved)
    (single, pair) = (processor.single, processor.pair)
    pieces = vocabulary.pieces
    modelMaxLength = options.modelMaxLength
    truncatesLeft = options.truncatesLeft
    givesTokenTypes = options.givesTokenTypes
    maskID = vocabulary.maskID(settings)
    largestType = givesTokenTypes ? single.largestType : 0
    largestPairType = pair.map { options.givesTokenTypes ? $0.largestType : 0 }
    speller = SavedPieceSpeller.read(saved)
    addedIDs = Set(vocabulary.added.tokens.keys)

    let (written, normalized) = try vocabulary.patterns(steps, options)
    pipeline = TextPipeline(
      written: AddedTokenMatcher(written), normalizer: steps.normalizer, normalized: AddedTokenMatcher(normalized),
      preTokenizer: preTokenizer, model: model)
    trimming = processor.trimming.map { [pieces] in OffsetTrimming(pieces: pieces, addsPrefixSpace: $0.addsPrefixSpace) }
    // Version 0.1 had no other classes.
    let order = tokenizerClass.isInVersion01 ? AddedTokenOrder.contents(files) { vocabulary.id(ofPiece: $0) != nil } : []
    var fingerprint = TokenizerFingerprint(
      vocabulary, steps, model, options, single, order: order, written: written, normalized: normalized)
    if !TokenizerFingerprint.isComplete(steps, model, processor) { fingerprint.add(saved, processor) }
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
    let first = pipeline.pieces(of: text, limit: limit)
    let second = pair.map { pipeline.pieces(of: $0, limit: limit) }
    let lengths = LongestFirst.lengths(first.count, second?.count, budget: budget)
    let isTruncated = lengths.first < first.count || lengths.second < second?.count ?? 0
    return template.encoding(
      truncated(first, to: lengths.first), second.map { truncated($0, to: lengths.second) }, givesTypes: givesTokenTypes,
      isTruncated: isTruncated)
  }

  /// The fingerprint in a store of single texts, or of pairs.
  public func fingerprint(forPairs isPair: Bool) -> String { isPair ? pairFingerprint : fingerprint }

  /// How the piece of an id spells words. Added tokens are spelled as they are, and begin a word.
  public func spelling(ofPiece id: Int) -> PieceSpelling {
    addedIDs.contains(id) ? PieceSpelling(continuesWord: false, surface: pieces[id]) : speller.spelling(of: pieces[id])
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

  /// Truncates the pieces of a text and then trims their offsets, in the order of the reference: what is trimmed depends on which one is first.
  private func truncated(_ pieces: PieceSequence, to count: Int) -> PieceSequence {
    var pieces = pieces
    if let trimming { pieces.trim(from: truncatesLeft ? pieces.count - count : 0, trimming) }
    pieces.truncate(to: count, keepingLast: truncatesLeft)
    return pieces
  }

  private func template(isPair: Bool) -> TokenTemplate {
    guard isPair else { return single }
    guard let pair else { preconditionFailure("a tokenizer that makes no pairs") }
    return pair
  }
}
