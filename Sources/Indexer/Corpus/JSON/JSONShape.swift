/// The arrangement of the objects in a JSON corpus.
enum JSONShape: Equatable {
  /// One object per line.
  case lines
  /// The elements of an array.
  case array
  /// A sequence of objects that extend over several lines.
  case sequence

  /// The shape of a file that begins with `beginning`. In a JSONL corpus, a line with a list of anything but objects is a bad row.
  init(_ format: CorpusFormat, beginning: ArraySlice<UInt8>) {
    let text = beginning.drop(while: Self.isSpace)
    switch text.first {
    case UInt8(ascii: "["):
      let next = text.dropFirst().first { !Self.isSpace($0) }
      self = format == .json || next == UInt8(ascii: "{") || next == UInt8(ascii: "]") ? .array : .lines
    case UInt8(ascii: "{"):
      let line = text.prefix { $0 != UInt8(ascii: "\n") }
      // The line ends inside an object: a pretty-printed one, or the broken first line of a JSONL corpus.
      let isBrokenUp = line.count < text.count && Self.depth(of: line) > 0
      self = isBrokenUp && (format == .json || line.dropFirst().allSatisfy(Self.isSpace)) ? .sequence : .lines
    default:
      self = .lines
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  /// Number of brackets that are open at the end.
  private static func depth(of line: ArraySlice<UInt8>) -> Int {
    var brackets = JSONBrackets()
    for byte in line { brackets.add(byte) }
    return brackets.depth
  }
}
