import Support

/// The kind of elements in a JSON corpus whose elements are not objects and so do not name columns.
enum JSONElementKind: Equatable {
  case lists, texts

  /// The kind of an element; nil where it cannot be read as a row.
  init?(beginning: some Collection<UInt8>) {
    switch beginning.first(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D && $0 != 0x0A }) {
    case UInt8(ascii: "["): self = .lists
    case UInt8(ascii: "\""): self = .texts
    default: return nil
    }
  }

  /// The error for a corpus with only such elements.
  func refusal(corpus path: String, isArray: Bool) -> IndexerError {
    let file = path == "-" ? "FILE" : path.shellQuoted
    let (what, object) =
      switch self {
      case .lists: ("lists", "{text: .[0], label: .[1]}")
      case .texts: ("texts", "{text: .}")
      }
    let name = path == "-" ? "standard input" : "corpus '\(path)'"
    return IndexerError(
      "\(name) has \(what) where objects with named values are expected: name them on the way in "
        + "(jq -c '\(isArray ? ".[] | " : "")\(object)' \(file) | globenc-index - ...)", kind: .incompatible)
  }
}
