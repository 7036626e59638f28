/// Coloured text in lines that fit a width.
enum ColoredLines {
  private static let escape: Unicode.Scalar = "\u{1B}"
  private static let reset = "\u{1B}[0m"
  /// Columns from one tab stop to the next.
  private static let tab = 8

  /// A text with its lines broken at blanks, so that no line is wider than `width` columns unless a word is; unchanged without a width.
  ///
  /// Colour sequences take no column; a colour ends before a line break and continues behind it. Blanks at a line break are left out.
  static func fitting(_ text: String, width: Int?) -> String {
    guard let width else { return text }
    var color = ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var filler = Filler(width: width, color: color)
      for scalar in line.unicodeScalars { filler.add(scalar) }
      filler.end()
      color = filler.color
      return filler.lines
    }.joined(separator: "\n")
  }

  /// Lines that are filled scalar by scalar.
  private struct Filler {
    let width: Int
    /// The sequence of the current colour; empty where there is none.
    private(set) var color: String
    private(set) var lines = ""

    private var column = 0
    private var hasWord = false
    private var isInSequence = false
    private var sequence = ""
    private var (blanks, word, wordWidth) = ("", "", 0)
    /// The colour before the current word.
    private var colorBefore: String

    init(width: Int, color: String) { (self.width, self.color, colorBefore) = (width, color, color) }

    mutating func add(_ scalar: Unicode.Scalar) {
      if scalar == escape { isInSequence = true }
      if isInSequence {
        sequence.unicodeScalars.append(scalar)
        if scalar == "m" { endSequence() }
      } else if Self.isBlank(scalar) {
        endWord()
        blanks.unicodeScalars.append(scalar)
      } else {
        word.unicodeScalars.append(scalar)
        wordWidth += DisplayWidth.of(String(scalar))
      }
    }

    mutating func end() {
      endWord()
      if column(behind: blanks) <= width { lines += blanks }
    }

    private mutating func endSequence() {
      word += sequence
      color = sequence == reset ? "" : sequence
      (sequence, isInSequence) = ("", false)
    }

    private mutating func endWord() {
      if word.isEmpty { return }
      let start = column(behind: blanks)
      if hasWord, wordWidth > 0, start + wordWidth > width {
        lines += (colorBefore.isEmpty ? "\n" : reset + "\n" + colorBefore) + word
        column = wordWidth
      } else {
        lines += blanks + word
        column = start + wordWidth
      }
      hasWord = hasWord || wordWidth > 0
      (blanks, word, wordWidth, colorBefore) = ("", "", 0, color)
    }

    private func column(behind blanks: String) -> Int {
      blanks.unicodeScalars.reduce(column) { $1 == "\t" ? ($0 / tab + 1) * tab : $0 + DisplayWidth.of(String($1)) }
    }

    /// Whether a line may end at a scalar: at a blank other than a no-break space.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace && ![0xA0, 0x2007, 0x202F].contains(scalar.value)
    }
  }
}
