/// Byte pair encoding: a word's characters, or bytes, are merged by the ranks of the merges.
///
/// Mirrors `BPE`: https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/models/bpe/model.rs
struct BPE: PieceModel {
  private let symbols: BPESymbols
  private let merges: MergeTable
  /// The short words that become one piece: they need no merging.
  private let words: ShortWords
  /// All pieces, where a word that is a piece is this piece whatever its merges give; else nil.
  private let wholePieces: PieceTable?
  /// Whether short words need the reference's queue, too.
  private let usesQueue: Bool

  /// Creates a model of words that are text.
  /// - Throws: `EngineError` where an option is not supported, or a merge names no piece.
  init(_ saved: SavedModel) throws {
    let options = try BPEOptions(saved.options, file: saved.file)
    try self.init(saved, options, .characters(CharacterSymbols(saved.table, options, file: saved.file)))
  }

  /// Creates a model of words that are bytes, for which pieces have the characters of `ByteAlphabet`: it is to follow a byte-level
  /// pre-tokenizer that leaves the bytes as they are.
  /// - Returns: Nil where a byte has no piece; then the other model gives what the reference gives.
  /// - Throws: `EngineError` where an option is not supported, or a merge names no piece.
  init?(bytesOf saved: SavedModel) throws {
    guard let symbols = BPESymbols.bytes(of: saved.table) else { return nil }
    let options = try BPEOptions(saved.options, file: saved.file)
    guard options.continuationPrefix.isEmpty, options.wordSuffix.isEmpty else { return nil }
    try self.init(saved, options, symbols)
  }

  private init(_ saved: SavedModel, _ options: BPEOptions, _ symbols: BPESymbols) throws {
    self.symbols = symbols
    merges = try BPEMerges.table(saved, prefix: options.continuationPrefix)
    usesQueue = BPEMerges.isAmbiguous(saved, options)
    wholePieces = options.ignoresMerges ? saved.table : nil
    var words = ShortWords(count: saved.table.count)
    var run = SymbolRun()
    for entry in saved.table.entries {
      guard let bytes = symbols.bytes(ofPiece: entry.piece), (1...ShortWords.longest).contains(bytes.count),
        let id = saved.table.id(of: entry.piece)
      else { continue }
      if !options.ignoresMerges {
        symbols.fill(&run, with: bytes.indices, of: bytes)
        run.merge(merges, usesQueue: usesQueue)
        guard run.ids == [id], run.lengths == [Int32(bytes.count)] else { continue }
      }
      words.insert(bytes, id: id)
    }
    self.words = words
  }

  func appendPieces(of word: Range<Int>, in text: NormalizedText, to output: inout PieceSequence) {
    var run = SymbolRun()
    appendPieces(of: word, in: text, &run, to: &output)
  }

  func appendPieces(of words: [Range<Int>], in text: NormalizedText, limit: Int, to output: inout PieceSequence) {
    var run = SymbolRun()
    for word in words {
      if output.count > limit { break }
      appendPieces(of: word, in: text, &run, to: &output)
    }
  }

  private func appendPieces(of word: Range<Int>, in text: NormalizedText, _ run: inout SymbolRun, to output: inout PieceSequence) {
    if let id = words.id(of: text.bytes, word) ?? wholePieces.flatMap({ symbols.id(of: text.bytes[word], in: $0) }) {
      output.append(id, text.originalRange(of: word))
      return
    }
    symbols.fill(&run, with: word, of: text.bytes)
    run.merge(merges, usesQueue: usesQueue)
    var start = word.lowerBound
    for (id, length) in zip(run.ids, run.lengths) {
      let end = start + Int(length)
      output.append(id, text.originalRange(of: start..<end))
      start = end
    }
  }
}
