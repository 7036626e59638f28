/// Labels that are whole numbers.
enum LabelNumber {
  /// The whole number that a label is; nil where it is none. 1.0 is one, because a column of whole numbers with gaps is often written so.
  static func parse(_ label: some StringProtocol) -> Int? {
    var digits = label.drop(while: \.isWhitespace)
    while digits.last?.isWhitespace == true { digits.removeLast() }
    if let point = digits.firstIndex(of: ".") {
      let fraction = digits[digits.index(after: point)...]
      guard !fraction.isEmpty, fraction.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
      digits = digits[..<point]
    }
    guard let number = Int(digits), String(number) == digits else { return nil }
    return number
  }

  /// The only whole number in a name, such as 3 in "3 stars" and "grade_3", and -1 in "-1 bad"; nil where the name has no number, several,
  /// or a fraction.
  static func inside(_ name: String) -> Int? {
    if let number = parse(name) { return number }
    let runs = name.split { !($0.isASCII && $0.isNumber) }
    guard runs.count == 1, let run = runs.first else { return nil }
    let sign = name[..<run.startIndex].last
    let isNegative = sign == "-" && name[..<run.startIndex].dropLast().last?.isWhitespace != false
    return Int(run).map { isNegative ? -$0 : $0 }
  }
}
