import Support

/// The merges of a slow byte-level tokenizer, merges.txt.
///
/// Mirrors `RobertaTokenizer.__init__`, which leaves out the first line (a version) and what stands behind the last line feed:
/// https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/roberta/tokenization_roberta.py
enum MergesText {
  /// Upper bound of the merges; a vocabulary has at most as many.
  private static let maximumMerges = 1 << 20

  /// The merges by rank. A repeated merge has its first rank, as after the conversion.
  /// - Throws: `EngineError` where the file is not UTF-8, or a line is no merge.
  static func merges(_ bytes: [UInt8], file: String) throws -> [SavedModel.Merge] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw EngineError("\(file) is not UTF-8; restore the file", kind: .damaged)
    }
    // As in Python, a carriage return with or without a line feed ends a line, too.
    let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" }
    let hasCarriage = bytes.contains(UInt8(ascii: "\r"))
    guard lines.count <= 2 * maximumMerges else {
      throw EngineError("\(file) has \(lines.count) lines, more than merges can be (\(maximumMerges)); is it another file?")
    }
    var merges: [SavedModel.Merge] = []
    var seen: Set<[UInt8]> = []
    for (number, line) in lines.enumerated().dropFirst().dropLast() {
      // An empty line may stand for the second half of CRLF.
      if line.isEmpty, hasCarriage { continue }
      let parts = line.split { $0.properties.isWhitespace }
      guard parts.count == 2 else {
        throw EngineError("\(file): line \(number + 1) is not two pieces with a space between; restore the file", kind: .damaged)
      }
      let (left, right) = (String(parts[0]), String(parts[1]))
      if seen.insert(Array(left.utf8) + [0x20] + Array(right.utf8)).inserted { merges.append(SavedModel.Merge(left: left, right: right)) }
    }
    return merges
  }
}
