/// Cuts a JSON array, or values one after the other, into its elements by brackets and quotes, without understanding them.
///
/// No string of JSON has a line end in it: where one does, its closing quote is missing, and the string is taken to end with the line. So an
/// element that is wrong does not take those after it along.
struct JSONElementScanner {
  /// Why an element cannot be used, whatever is in it.
  enum Problem: Equatable {
    case tooLong
    /// The input ended inside the element.
    case cutOff
    /// It stands behind the end of an array.
    case outside
  }

  /// The element's text.
  private(set) var element: [UInt8] = []
  /// Line that it begins on, from 1.
  private(set) var line = 1
  private(set) var problem: Problem?
  /// Whether an array was begun that has not ended.
  private(set) var isOpen = false

  private let bytes: ByteReader
  private let isArray: Bool
  private let longest: Int
  private var nextLine = 1

  /// Reads from where `bytes` stands; no element may hold more than `longest` bytes.
  init(_ bytes: ByteReader, isArray: Bool, longest: Int = longestRecord) {
    self.bytes = bytes
    self.isArray = isArray
    self.longest = longest
  }

  /// Goes to the next element; commas and blanks between elements are passed over. Another array may follow the first.
  /// - Returns: false at the end of the array or of the input.
  /// - Throws: what reading throws.
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

  /// A number or a word goes on to whatever may follow one.
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
