@testable import Engine
import Foundation

/// Makes tokenizers of files from strangers, and tokenizes a text with them.
///
/// Of an input, the first byte chooses the kind of the files. The rest is the file, a byte 0xFF, which is in no UTF-8, and the text. Two
/// files have such a byte between them.
enum TokenizerInput {
  /// `tokenizer.json`, or `vocab.json` with `merges.txt`.
  static func json(_ input: [UInt8]) {
    guard let (kind, file, text) = parts(input) else { return }
    if kind % 4 < 3 {
      run(["tokenizer.json": file, "tokenizer_config.json": configuration("PreTrainedTokenizerFast")], text)
    } else {
      let files = file.split(separator: 0xFF, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
      guard files.count == 2 else { return }
      run(["vocab.json": files[0], "merges.txt": files[1], "tokenizer_config.json": configuration("RobertaTokenizer")], text)
    }
  }

  /// A SentencePiece model, or the charsmap that is in one.
  static func sentencePiece(_ input: [UInt8]) {
    guard let (kind, file, text) = parts(input) else { return }
    let classes = [
      ("XLMRobertaTokenizer", "sentencepiece.bpe.model"), ("CamembertTokenizer", "sentencepiece.bpe.model"),
      ("AlbertTokenizer", "spiece.model"), ("DebertaV2Tokenizer", "spm.model"),
    ]
    if Int(kind) % 8 < classes.count {
      let (name, fileName) = classes[Int(kind) % 8]
      run([fileName: file, "tokenizer_config.json": configuration(name)], text)
    } else if let charsmap = try? PrecompiledCharsmap(file, file: "") {
      let text = Array(text.utf8)
      let normalized = charsmap.normalized(text, text.indices, firstScalar: 0)
      precondition(normalized.origins.allSatisfy { $0 < text.count }, "an origin outside of the text")
    }
  }

  private static func parts(_ input: [UInt8]) -> (kind: UInt8, file: [UInt8], text: String)? {
    guard let kind = input.first, let end = input.lastIndex(of: 0xFF), end > 0 else { return nil }
    return (kind, Array(input[1..<end]), String(decoding: input[(end + 1)...], as: UTF8.self))
  }

  private static func configuration(_ name: String) -> [UInt8] { Array("{\"tokenizer_class\": \"\(name)\"}".utf8) }

  /// A folder for the files of one input after the other.
  private static let folder = FileManager.default.temporaryDirectory.appendingPathComponent("globenc-fuzz-\(getpid())")

  private static func run(_ files: [String: [UInt8]], _ text: String) {
    // Foundation leaks a page for each empty file that it maps.
    if files.values.contains(where: \.isEmpty) { return }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (name, bytes) in files { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
    } catch {
      preconditionFailure("the input cannot be written: \(error)")
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    guard let tokenizer = try? PipelineTokenizer(modelDirectory: folder) else { return }
    check(tokenizer, text, pair: nil)
    if tokenizer.largestPairType != nil { check(tokenizer, text, pair: String(text.prefix(20))) }
  }

  private static func check(_ tokenizer: PipelineTokenizer, _ text: String, pair: String?) {
    let isPair = pair?.isEmpty == false
    for room in [3, 1 << 20] {
      let limit = tokenizer.specialCount(isPair: isPair) + room
      let encoding = tokenizer.encode(text, pair: pair, maxLength: limit)
      precondition(encoding.count <= limit, "\(encoding.count) tokens of at most \(limit)")
      precondition(encoding.inputIDs.allSatisfy { tokenizer.pieces.indices.contains(Int($0)) }, "an id outside of the vocabulary")
      let count = text.unicodeScalars.count
      precondition(encoding.offsets.allSatisfy { ($0?.upperBound ?? 0) <= count }, "an offset outside of the text")
    }
  }
}
