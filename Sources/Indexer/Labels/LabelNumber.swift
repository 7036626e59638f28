/// Labels that are whole numbers.
enum LabelNumber {
  /// The number that a label is; nil where it is none. A column of whole numbers with gaps in it is often written as 1.0.
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

  /// The one whole number that stands in a name, as 3 in "3 stars" and "grade_3", and -1 in "-1 bad"; nil where there is none, several, or a fraction.
  static func inside(_ name: String) -> Int? {
    if let number = parse(name) { return number }
    let runs = name.split { !($0.isASCII && $0.isNumber) }
    guard runs.count == 1, let run = runs.first else { return nil }
    let sign = name[..<run.startIndex].last
    let isNegative = sign == "-" && name[..<run.startIndex].dropLast().last?.isWhitespace != false
    return Int(run).map { isNegative ? -$0 : $0 }
  }
}
