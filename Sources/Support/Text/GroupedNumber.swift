extension Int {
  /// The number with commas between groups of three digits: 1234567 is "1,234,567".
  public var grouped: String {
    var text = String(magnitude)
    var index = text.endIndex
    while let next = text.index(index, offsetBy: -3, limitedBy: text.index(after: text.startIndex)) {
      text.insert(",", at: next)
      index = next
    }
    return (self < 0 ? "-" : "") + text
  }
}
