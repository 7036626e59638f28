/// Hexadecimal digits.
public enum Hexadecimal {
  /// An integer in at least `width` digits, with zeros in front.
  public static func text(_ value: some FixedWidthInteger & UnsignedInteger, width: Int = 1, uppercase: Bool = false) -> String {
    let digits = String(value, radix: 16, uppercase: uppercase)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// Bytes, two digits each.
  public static func text(of bytes: some Sequence<UInt8>) -> String {
    bytes.reduce(into: "") { $0 += text($1, width: 2) }
  }

  /// The value of an ASCII digit; nil for other bytes.
  @inlinable
  public static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }
}
