/// Gives names numbers from 0, in the order in which they first come.
struct Numbering {
  private(set) var names: [String] = []
  private var numbers: [[UInt8]: Int] = [:]

  /// Numbers some names, each once.
  init(_ names: [String] = []) {
    for name in names { _ = number(of: name) }
  }

  /// The number of a name; names are the same where their bytes are.
  mutating func number(of name: String) -> Int {
    let bytes = Array(name.utf8)
    if let number = numbers[bytes] { return number }
    numbers[bytes] = names.count
    names.append(name)
    return names.count - 1
  }

  /// The number of a name that has one.
  func known(_ name: String) -> Int? { numbers[Array(name.utf8)] }

  /// The names as a JSON array, each in the place of its number.
  var json: String { JSONValue.array(names.map { .cell(.text($0)) }).text }
}
