/// Detects that the texts of a TSV file seem to be quoted as in CSV, although quotes are read as ordinary characters.
struct EnclosedTexts {
  /// Whether texts are examined.
  var isWatching = false

  private var rows = 0
  private var enclosed = 0
  private var doubled = 0

  /// Examines a text.
  mutating func add(_ text: String) {
    guard isWatching else { return }
    rows += 1
    guard text.utf8.first == UInt8(ascii: "\""), text.utf8.count >= 2, text.utf8.last == UInt8(ascii: "\"") else { return }
    enclosed += 1
    if text.dropFirst().dropLast().contains("\"\"") { doubled += 1 }
  }

  /// A notice where most texts are in quotes, or where a text in quotes has doubled quotes inside.
  func notices(corpus: String) -> [String] {
    guard doubled > 0 || enclosed * 2 > rows else { return [] }
    return [
      "\(enclosed) of the first \(rows) texts of '\(corpus)' \(enclosed == 1 ? "stands" : "stand") in quotes, which are a part of the text in TSV: add "
        + "--quotes csv where they were added when the file was written"
    ]
  }
}
