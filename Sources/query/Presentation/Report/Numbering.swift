import Support

/// Numbers for names, from 0, in the order of their first occurrence.
struct Numbering {
  private(set) var names: [String] = []
  private var numbers: [[UInt8]: Int] = [:]

  /// Numbers some names, each once.
  init(_ names: [String] = []) {
    for name in names { _ = number(of: name) }
  }

  /// The number of a name, which gets one if necessary. Names are compared by their bytes.
  mutating func number(of name: String) -> Int {
    let bytes = Array(name.utf8)
    if let number = numbers[bytes] { return number }
    numbers[bytes] = names.count
    names.append(name)
    return names.count - 1
  }

  /// The number of a name; nil where it has none.
  func known(_ name: String) -> Int? { numbers[Array(name.utf8)] }

  /// The names as a JSON array, in the order of their numbers.
  var json: String { json { $0 } }

  /// The names as a JSON array, each in the form that a person reads.
  func json(_ text: (String) -> String) -> String { JSONOutput.array(names.map { .cell(.text(text($0))) }).text }
}
