package import Store
import Support

/// An example for people: heading, text and pair with their marks, and the scores of the strongest words.
package struct ExampleView {
  /// The kind of marks.
  package enum Marks {
    /// Background colours, or brackets where there are no colours.
    case inline(TextMarks)
    /// A bar and a number under each word.
    case numbered(NumberedText)

    /// The marks, with brackets that do not occur in the text.
    fileprivate func free(of example: Example) -> Marks {
      guard case .inline(var marks) = self else { return self }
      marks.brackets = Brackets.free(in: [example.text, example.pair].compactMap(\.self))
      return .inline(marks)
    }
  }

  /// Number of units that are listed below the text.
  private static let listed = 5

  private let example: Example
  private let row: AttributionRow
  private let marks: Marks
  /// Width of lines in columns; nil where lines are not broken.
  private let width: Int?
  private let layout: ExampleLayout
  /// The score of each unit of the layout.
  private let scores: [Double]
  /// The highest score of a unit of the text.
  private let maximum: Double
  /// The words that are marked where there are no colours.
  private let leading: LeadingWords

  /// Lays out an example by the shares of one row. With `words`, marks cover whole words. With a width, lines are broken at blanks to fit
  /// it.
  package init(_ example: Example, row: AttributionRow, words: Bool, marks: Marks, width: Int? = nil) {
    (self.example, self.row, self.width) = (example, row, width)
    self.marks = marks.free(of: example.readable)
    layout = ExampleLayout(example.readable, words: words)
    scores = layout.sums(of: row.shares)
    maximum = zip(layout.units, scores).reduce(0) { $1.0.isSpecial ? $0 : max($0, $1.1) }
    leading = LeadingWords(of: layout.units, scores: scores, above: row.uniformShare)
  }

  /// All lines, each ended by a line feed, with an empty line between the parts.
  package var text: String {
    let footer = [strongest, legend].compactMap(\.self).joined(separator: "\n")
    let blocks = [heading] + layout.segments.map(marked) + (footer.isEmpty ? [] : [footer])
    return blocks.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }.joined(separator: "\n")
  }

  /// Whether the shares are of the row that the classifier reads.
  private var isOfTheClassifier: Bool { row.position == 0 && row.layer == .final && row.window == nil }

  private var heading: String {
    let heading = ExampleHeading(example).lines(width: width)
    if isOfTheClassifier { return heading }
    let piece = TerminalText.harmless(example.tokens[row.position].piece)
    let layer = row.layer == .final ? "" : ", layer \(row.layer)"
    let window = row.window.map { ", window \($0)" } ?? ""
    return heading + "\n"
      + Paragraph.fitting("row \(row.position)\(layer)\(window): what the token '\(piece)' is made of", width: width)
  }

  private func marked(_ text: SegmentText) -> String {
    switch marks {
    case .numbered(let numbered):
      return numbered.lines(of: text, scores: scores, maximum: maximum)
    case .inline(let marks):
      let marked = text.runs.map { run in
        guard run.isRead else { return unread(run, of: text, marks) }
        let score = run.unit.map { scores[$0] } ?? 0
        let part = TerminalText.harmless(text.scalars, in: run.range, keepsLines: true)
        if marks.depth == .none { return marks.marked(part, share: run.unit.map { leading[$0] } ?? 0) }
        return marks.marked(part, share: maximum > 0 ? score / maximum : 0)
      }.joined()
      return ColoredLines.fitting(marked, width: width)
    }
  }

  /// A part that the model did not read, dimmed, with a line that says so where the text was truncated.
  private func unread(_ run: SegmentText.Run, of text: SegmentText, _ marks: TextMarks) -> String {
    let part = marks.dimmed(TerminalText.harmless(text.scalars, in: run.range, keepsLines: true))
    let note = UnreadNote.text(of: run, among: text.runs)
    let before = note.before.map { (run.range.lowerBound > 0 ? "\n" : "") + marks.dimmed($0) + "\n" } ?? ""
    return before + part + (note.after.map { "\n" + marks.dimmed($0) + "\n" } ?? "")
  }

  private var strongest: String? {
    let ranked = layout.units.indices.filter { !layout.units[$0].isSpecial && scores[$0] > 0 }
      .sorted { (scores[$1], $0) < (scores[$0], $1) }
    var parts = ranked.prefix(Self.listed).map {
      "\(TerminalText.harmless(layout.units[$0].name)) \(Percentage.text(scores[$0]))"
    }
    if !isOfTheClassifier {
      let special = zip(layout.units, scores).reduce(0) { $1.0.isSpecial ? $0 + $1.1 : $0 }
      parts.append("special tokens \(Percentage.text(special))")
    }
    return parts.isEmpty ? nil : Paragraph.items(parts, after: "strongest\(substitution):", width: width)
  }

  /// A note about brackets that are not the usual ones.
  private var substitution: String {
    guard case .inline(let marks) = marks, marks.depth == .none, marks.brackets != .square, !leading.isEmpty else { return "" }
    return " (in \(marks.brackets.around("")), because the text has [] of its own)"
  }

  /// The meaning of the marks; only the help explains brackets.
  private var legend: String? {
    guard maximum > 0 else { return nil }
    switch marks {
    case .inline(let marks): return marks.legend.map { "scale: 0 % \($0) \(Percentage.text(maximum))" }
    case .numbered:
      return Paragraph.fitting("numbers: share in percent; the highest bar is \(Percentage.text(maximum))", width: width)
    }
  }
}
