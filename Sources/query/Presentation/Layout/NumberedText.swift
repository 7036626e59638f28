import Foundation
import Support

/// A text with a bar and a number under each word, for output without colours.
package struct NumberedText {
  /// The gap between two words.
  private static let gap = "  "
  /// Bars of one to eight eighths of a cell's height.
  private static let bars = Array("▁▂▃▄▅▆▇█")

  /// A word, or a part of a word that is wider than the line, and the label under it.
  private struct Cell {
    let text: String
    let label: String

    var width: Int { max(DisplayWidth.of(text), DisplayWidth.of(label)) }
  }

  /// Columns of a line.
  let width: Int

  package init(width: Int) { self.width = width }

  /// The text in lines of at most `width` columns, each followed by a line of its numbers: percentages, with bars whose height is relative
  /// to `maximum`.
  ///
  /// - Parameters:
  ///   - text: The text and its units.
  ///   - scores: Scores of all units of the example.
  ///   - maximum: The size of the score of the highest bar.
  ///   - isSigned: Whether scores are signed, in logits.
  /// - Returns: The lines, each ended by a line feed, with an empty line between two pairs of lines.
  func lines(of text: SegmentText, scores: [Double], maximum: Double, isSigned: Bool = false) -> String {
    var blocks: [String] = []
    var line: [Cell] = []
    func end() {
      if !line.isEmpty { blocks.append(Self.block(line)) }
      line = []
    }
    for run in text.runs {
      let note = run.isRead ? nil : UnreadNote.text(of: run, among: text.runs)
      if let before = note?.before {
        end()
        blocks.append(before + "\n")
      }
      let label = run.unit.map { Self.label(scores[$0], maximum: maximum, isSigned: isSigned) } ?? ""
      for (index, paragraph) in Self.paragraphs(of: text, run).enumerated() {
        if index > 0 { end() }
        for cell in paragraph.flatMap({ cells($0, label: label) }) {
          let taken = line.reduce(0) { $0 + $1.width + Self.gap.count }
          if !line.isEmpty, taken + cell.width > width { end() }
          line.append(cell)
        }
      }
      if let after = note?.after {
        end()
        blocks.append(after + "\n")
      }
    }
    end()
    return blocks.joined(separator: "\n")
  }

  /// A label such as "▅ 9.6": a bar in eighths of the maximum, and a percentage; of a signed score such as "-▅ 0.42", a number of logits.
  static func label(_ score: Double, maximum: Double, isSigned: Bool = false) -> String {
    let eighths = maximum > 0 ? Int((score.magnitude / maximum * 8).rounded(.up)) : 1
    let bar = bars[min(max(eighths, 1), 8) - 1]
    return isSigned ? "\(score < 0 ? "-" : "+")\(bar) " + String(format: "%.2f", score.magnitude) : "\(bar) " + Percentage.number(score)
  }

  /// The words of a part of the text, line by line. A unit is one word, whatever it contains.
  private static func paragraphs(of text: SegmentText, _ run: SegmentText.Run) -> [[String]] {
    if run.unit != nil { return [[TerminalText.harmless(text.scalars, in: run.range, keepsLines: false)]] }
    return TerminalText.harmless(text.scalars, in: run.range, keepsLines: true)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
  }

  /// A word, divided into parts that fit into a line; its label is under the first part.
  private func cells(_ word: String, label: String) -> [Cell] {
    if DisplayWidth.of(word) <= width { return [Cell(text: word, label: label)] }
    var pieces: [String] = [""]
    var taken = 0
    for scalar in word.unicodeScalars {
      let cells = DisplayWidth.of(String(scalar))
      if taken > 0, taken + cells > width {
        pieces.append("")
        taken = 0
      }
      pieces[pieces.count - 1].unicodeScalars.append(scalar)
      taken += cells
    }
    return pieces.enumerated().map { Cell(text: $1, label: $0 == 0 ? label : "") }
  }

  /// A line of words, and below it a line of their labels.
  private static func block(_ cells: [Cell]) -> String {
    [cells.map(\.text), cells.map(\.label)].map { texts in
      let line = zip(texts, cells).map { $0 + String(repeating: " ", count: $1.width - DisplayWidth.of($0)) }.joined(separator: gap)
      return line.allSatisfy({ $0 == " " }) ? "" : Table.withoutTrailingBlanks(line) + "\n"
    }.joined()
  }
}
