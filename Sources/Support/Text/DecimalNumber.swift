/// A decimal number of any length, compared exactly: two ids of 18 digits may differ in the last digit, which a double cannot hold.
///
/// The syntax is JSON's for numbers, and also allows a point without a digit before or behind it. `007`, `1,5`, `NaN` and `0x1` are texts
/// and no numbers.
public struct DecimalNumber: Comparable {
  private let isNegative: Bool
  /// Digits without zeros at either end; empty for 0.
  private let digits: [UInt8]
  /// The value is 0.DIGITS * 10^exponent.
  private let exponent: Int

  /// Nil where the text is no number.
  public init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { bytes.removeFirst() }
    func takeDigits() -> ArraySlice<UInt8> {
      let taken = bytes.prefix { (0x30...0x39).contains($0) }
      bytes.removeFirst(taken.count)
      return taken
    }
    let whole = takeDigits()
    guard whole.count < 2 || whole.first != UInt8(ascii: "0") else { return nil }
    var fraction: ArraySlice<UInt8> = []
    if bytes.first == UInt8(ascii: ".") {
      bytes.removeFirst()
      fraction = takeDigits()
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    var power = 0
    if let mark = bytes.first, mark | 0x20 == UInt8(ascii: "e") {
      bytes.removeFirst()
      let isBelow = bytes.first == UInt8(ascii: "-")
      if isBelow || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
      let taken = takeDigits()
      // An exponent of more than nine digits belongs to no meaningful number.
      guard !taken.isEmpty, taken.count < 10 else { return nil }
      power = taken.reduce(0) { $0 * 10 + Int($1 - 0x30) } * (isBelow ? -1 : 1)
    }
    guard bytes.isEmpty else { return nil }
    let all = whole + fraction
    let leading = all.prefix { $0 == 0x30 }.count
    var kept = Array(all.dropFirst(leading))
    while kept.last == 0x30 { kept.removeLast() }
    digits = kept
    exponent = kept.isEmpty ? 0 : whole.count - leading + power
  }

  private var isZero: Bool { digits.isEmpty }

  /// Whether the values are the same, however the numbers are written.
  public static func == (left: DecimalNumber, right: DecimalNumber) -> Bool {
    left.digits == right.digits && left.exponent == right.exponent && (left.isZero || left.isNegative == right.isNegative)
  }

  /// Whether the value of the first is the smaller one.
  public static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    let (isLeftBelow, isRightBelow) = (left.isNegative && !left.isZero, right.isNegative && !right.isZero)
    if isLeftBelow != isRightBelow { return isLeftBelow }
    return isLeftBelow ? right.isSmaller(than: left) : left.isSmaller(than: right)
  }

  /// Whether this magnitude is the smaller one.
  private func isSmaller(than other: DecimalNumber) -> Bool {
    if isZero || other.isZero { return isZero && !other.isZero }
    if exponent != other.exponent { return exponent < other.exponent }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}
