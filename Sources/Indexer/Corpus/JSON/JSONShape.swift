/// How the objects of a JSON corpus follow each other.
enum JSONShape: Equatable {
  /// One a line.
  case lines
  /// In an array.
  case array
  /// One after the other, each over several lines.
  case sequence

  /// The shape of a file that begins with `beginning`. A line of a JSONL corpus that is a list of something else than objects is a bad row of it.
  init(_ format: CorpusFormat, beginning: ArraySlice<UInt8>) {
    let text = beginning.drop(while: Self.isSpace)
    switch text.first {
    case UInt8(ascii: "["):
      let next = text.dropFirst().first { !Self.isSpace($0) }
      self = format == .json || next == UInt8(ascii: "{") || next == UInt8(ascii: "]") ? .array : .lines
    case UInt8(ascii: "{"):
      let line = text.prefix { $0 != UInt8(ascii: "\n") }
      // A line that ends within its object: of a pretty-printed one, or of a JSONL corpus whose first line is broken.
      let isBrokenUp = line.count < text.count && Self.depth(of: line) > 0
      self = isBrokenUp && (format == .json || line.dropFirst().allSatisfy(Self.isSpace)) ? .sequence : .lines
    default:
      self = .lines
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  /// How many brackets are open at the end.
  private static func depth(of line: ArraySlice<UInt8>) -> Int {
    var brackets = JSONBrackets()
    for byte in line { brackets.add(byte) }
    return brackets.depth
  }
}
