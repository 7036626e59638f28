/// Reads the fields of one message in protobuf's wire format.
///
/// https://protobuf.dev/programming-guides/encoding/. Groups, which proto2 has deprecated, are not supported.
struct ProtobufReader {
  /// A field's value, by wire type.
  enum Value {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    /// A string, bytes, a message or packed numbers: the range of the bytes.
    case bytes(Range<Int>)
  }

  /// The message is cut off, or has a field that no message can have.
  struct Fault: Error {
    /// Byte of the file.
    let position: Int
  }

  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  /// Begins at the first field of the message `bytes[range]`.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    (self.bytes, position, end) = (bytes, range.lowerBound, range.upperBound)
  }

  /// The next field's number and value; nil at the end.
  /// - Throws: `Fault`.
  mutating func next() throws -> (number: Int, value: Value)? {
    guard position < end else { return nil }
    let start = position
    let tag = try varint()
    guard tag >> 3 > 0, tag >> 3 < 1 << 29 else { throw Fault(position: start) }
    let value: Value =
      switch tag & 7 {
      case 0: .varint(try varint())
      case 1: .fixed64(try fixed(8))
      case 2: .bytes(try counted())
      case 5: .fixed32(UInt32(truncatingIfNeeded: try fixed(4)))
      default: throw Fault(position: start)
      }
    return (Int(tag >> 3), value)
  }

  private mutating func varint() throws -> UInt64 {
    let start = position
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard position < end else { break }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw Fault(position: start)
  }

  private mutating func fixed(_ count: Int) throws -> UInt64 {
    guard count <= end - position else { throw Fault(position: position) }
    defer { position += count }
    return (0..<count).reduce(0) { $0 | UInt64(bytes[position + $1]) << UInt64(8 * $1) }
  }

  private mutating func counted() throws -> Range<Int> {
    let start = position
    let count = try varint()
    guard count <= UInt64(end - position) else { throw Fault(position: start) }
    defer { position += Int(count) }
    return position..<position + Int(count)
  }
}
