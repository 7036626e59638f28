extension Unicode.Scalar {
  /// Whether a terminal may obey the scalar instead of showing it, so that text from a corpus could hide or forge its surroundings.
  ///
  /// These are the control characters, the line and paragraph separators, and the marks, embeddings, overrides and isolates of
  /// bidirectional text ([UAX 9](https://www.unicode.org/reports/tr9/), table 4).
  public var isTerminalCommand: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
