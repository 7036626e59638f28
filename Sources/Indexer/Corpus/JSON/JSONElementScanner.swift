/// Cuts a JSON array, or a sequence of values, into its elements by brackets and quotes, without parsing the elements.
///
/// JSON strings contain no line ends. Where one does, its closing quote is missing, and the scanner ends the string with the line, so that
/// an invalid element does not spoil the elements after it.
struct JSONElementScanner {
  /// The reason why an element is unusable, independently of its content.
  enum Problem: Equatable {
    case tooLong
    /// The input ended inside the element.
    case cutOff
    /// The element stands after the end of an array.
    case outside
  }

  /// The element's text.
  private(set) var element: [UInt8] = []
  /// Line on which the element begins, from 1.
  private(set) var line = 1
  private(set) var problem: Problem?
  /// Whether the scanner is inside an array.
  private(set) var isOpen = false

  private let bytes: ByteReader
  private let isArray: Bool
  private let longest: Int
  private var nextLine = 1

  /// Starts at the position of `bytes`. An element has at most `longest` bytes.
  init(_ bytes: ByteReader, isArray: Bool, longest: Int = longestRecord) {
    self.bytes = bytes
    self.isArray = isArray
    self.longest = longest
  }

  /// Advances to the next element, over commas and blanks. After the end of an array, another array may follow.
  /// - Returns: false at the end of the input.
  /// - Throws: The errors of `ByteReader`.
  mutating func advance() throws -> Bool {
    element.removeAll(keepingCapacity: true)
    problem = nil
    while let byte = try bytes.nextByte() {
      switch byte {
      case UInt8(ascii: "\n"): nextLine += 1
      case 0x20, 0x09, 0x0D, UInt8(ascii: ","): continue
      case UInt8(ascii: "[") where isArray && !isOpen: isOpen = true
      case UInt8(ascii: "]") where isOpen: isOpen = false
      default:
        line = nextLine
        if isArray, !isOpen { problem = .outside }
        try read(from: byte)
        return true
      }
    }
    return false
  }

  private mutating func read(from first: UInt8) throws {
    append(first)
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"") else { return try readWord() }
    var brackets = JSONBrackets()
    brackets.add(first)
    while let byte = try bytes.nextByte() {
      append(byte)
      if byte == UInt8(ascii: "\n") {
        nextLine += 1
        brackets.endString()
      } else {
        brackets.add(byte)
      }
      if brackets.depth <= 0, !brackets.isInString { return }
    }
    problem = .cutOff
  }

  /// Reads a number or a word: it ends before a blank, a comma or a bracket.
  private mutating func readWord() throws {
    while let byte = try bytes.nextByte() {
      guard ![0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]")].contains(byte) else { return bytes.unread() }
      append(byte)
    }
  }

  private mutating func append(_ byte: UInt8) {
    if element.count < longest { element.append(byte) } else { problem = .tooLong }
  }
}
