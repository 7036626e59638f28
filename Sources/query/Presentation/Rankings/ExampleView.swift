import Foundation
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
    fileprivate func free(of example: Example, isSigned: Bool) -> Marks {
      guard case .inline(var marks) = self else { return self }
      marks.isSigned = isSigned
      marks.brackets = Brackets.free(in: [example.text, example.pair].compactMap(\.self))
      return .inline(marks)
    }
  }

  /// Number of units that are listed below the text.
  private static let listed = 5

  private let example: Example
  private let scoring: ScoreChoice?
  private let row: AttributionRow
  private let marks: Marks
  /// Width of lines in columns; nil where lines are not broken.
  private let width: Int?
  private let layout: ExampleLayout
  /// The score of each unit of the layout.
  private let scores: [Double]
  /// The largest size of a score of a unit of the text.
  private let maximum: Double
  /// What signed scores explain; nil where the scores are shares.
  private let explanation: Example.Explanation?
  /// The words that are marked where there are no colours.
  private let leading: LeadingWords

  /// Lays out an example by the shares of one row. With `words`, marks cover whole words. With a width, lines are broken at blanks to fit
  /// it.
  package init(_ example: Example, scores scoring: ScoreChoice? = nil, row: AttributionRow, words: Bool, marks: Marks, width: Int? = nil) {
    (self.example, self.scoring, self.row, self.width) = (example, scoring, row, width)
    explanation = row.isOfScores ? example.explanation : nil
    self.marks = marks.free(of: example.readable, isSigned: explanation != nil)
    layout = ExampleLayout(example.readable, words: words)
    scores = layout.sums(of: row.shares)
    maximum = zip(layout.units, scores).reduce(0) { $1.0.isSpecial ? $0 : max($0, $1.1.magnitude) }
    let sizes = row.shares.reduce(0) { $0 + $1.magnitude }
    leading = LeadingWords(
      of: layout.units, scores: scores.map(\.magnitude), above: explanation == nil ? row.uniformShare : sizes * row.uniformShare)
  }

  /// All lines, each ended by a line feed, with an empty line between the parts.
  package var text: String {
    let footer = (explanation.map(evidence) ?? [strongest].compactMap(\.self)) + [legend].compactMap(\.self)
    let blocks = [heading] + layout.segments.map(marked) + (footer.isEmpty ? [] : [footer.joined(separator: "\n")])
    return blocks.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }.joined(separator: "\n")
  }

  /// Whether the shares are of the row that the classifier reads.
  private var isOfTheClassifier: Bool { row.isOfScores }

  private var heading: String {
    let heading = ExampleHeading(example, scoring).lines(width: width)
    if isOfTheClassifier { return heading }
    let piece = TerminalText.harmless(PieceTexts.text(of: example.tokens[row.position].vocabularyPiece))
    let layer = row.layer == .final ? "" : ", layer \(row.layer)"
    let window = row.window.map { ", window \($0)" } ?? ""
    return heading + "\n"
      + Paragraph.fitting("row \(row.position)\(layer)\(window): what the token '\(piece)' is made of", width: width)
  }

  private func marked(_ text: SegmentText) -> String {
    switch marks {
    case .numbered(let numbered):
      return numbered.lines(of: text, scores: scores, maximum: maximum, isSigned: explanation != nil)
    case .inline(let marks):
      let marked = text.runs.map { run in
        guard run.isRead else { return unread(run, of: text, marks) }
        let score = run.unit.map { scores[$0] } ?? 0
        let part = TerminalText.harmless(text.scalars, in: run.range, keepsLines: true)
        if marks.depth == .none { return marks.marked(part, share: run.unit.map { scores[$0] < 0 ? -leading[$0] : leading[$0] } ?? 0) }
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

  /// The lines below a text with signed scores: what speaks for the class, what against it, and the sum.
  private func evidence(_ explanation: Example.Explanation) -> [String] {
    let ranked = layout.units.indices.filter { !layout.units[$0].isSpecial }
      .sorted { (scores[$1].magnitude, $0) < (scores[$0].magnitude, $1) }
    func line(_ name: String, _ isMeant: (Double) -> Bool) -> String? {
      let parts = ranked.filter { isMeant(scores[$0]) }.prefix(Self.listed).map {
        "\(TerminalText.harmless(layout.units[$0].name)) \(LogitText.signed(scores[$0]))"
      }
      return parts.isEmpty ? nil : Paragraph.items(parts, after: name, width: width)
    }
    let className = explanation.className.map { " \(TerminalText.harmless($0))" } ?? ""
    let sum = explanation.sum(tokens: row.shares).map { sum in
      let (logit, tokens, bias) = (sum.logit, sum.tokens, sum.bias)
      return Paragraph.fitting(
        "logit \(LogitText.signed(hundredths: logit)): tokens \(LogitText.signed(hundredths: tokens)), "
          + "bias \(LogitText.signed(hundredths: bias))", width: width)
    }
    return [line("for\(className)\(substitution):") { $0 > 0 }, line("against\(className):") { $0 < 0 }, sum].compactMap(\.self)
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
    case .inline(let marks):
      let ends = explanation == nil ? ("0 %", Percentage.text(maximum)) : (LogitText.signed(-maximum), LogitText.signed(maximum))
      return marks.legend.map { "scale: \(ends.0) \($0) \(ends.1)" }
    case .numbered where explanation != nil:
      return Paragraph.fitting(
        "numbers: logits, + for the class and - against it; the highest bar is \(String(format: "%.2f", maximum))", width: width)
    case .numbered:
      return Paragraph.fitting("numbers: share in percent; the highest bar is \(Percentage.text(maximum))", width: width)
    }
  }
}

extension Example.Explanation {
  /// The terms of the logit as they are shown, where the tokens have these scores; nil where the bias or the logit is unknown.
  func sum(tokens: [Double]) -> LogitText.Sum? {
    bias.flatMap { bias in logit.flatMap { LogitText.sum(tokens: tokens.reduce(0, +), bias: bias, logit: $0) } }
  }
}
