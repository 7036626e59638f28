import Store
import Support

/// The panel of gold and predicted labels, a table whose numbers choose examples: the data of `confusion.mustache`.
struct ConfusionSection {
  /// The table of all combinations of a gold and a predicted label.
  struct Matrix {
    let predictions: [PageName]
    let rows: [Row]
  }

  /// The examples of one gold label.
  struct Row {
    let gold: PageName
    let cells: [Cell]
  }

  /// The examples of a gold and a predicted label.
  struct Cell {
    /// Whether the two labels are equal.
    let agrees: Bool
    let choice: PageChoice
  }

  /// A gold label, and another label that was predicted in its place.
  struct Mistake {
    let gold: PageName
    let predicted: PageName
    let choice: PageChoice
  }

  /// Upper bound of the rows and columns: a larger table is of no help.
  private static let largest = 12

  /// Sentences above the table.
  let remarks: [String]
  /// Nil where the table would be too large.
  let matrix: Matrix?
  /// The most frequent mistakes, in place of a table that would be too large.
  let mistakes: [Mistake]

  /// The panel of a slice; nil where no example has both labels.
  /// - Parameters:
  ///   - summaries: The combinations of labels that occur.
  ///   - confusion: The same numbers as a matrix.
  ///   - labels: Numbers of the labels in the page's data.
  init?(summaries: [LabelSummary], confusion: Confusion, labels: Numbering) {
    if confusion.agreement.judged + confusion.agreement.foreign == 0 { return nil }
    let right = confusion.accuracyEstimate.map { "\(EstimateText.sentence($0)), are right." }
    remarks = [right, confusion.note].compactMap(\.self)
    let isMatrix = confusion.golds.count <= Self.largest && confusion.predictions.count <= Self.largest
    matrix = isMatrix ? Self.matrix(confusion, labels) : nil
    mistakes = isMatrix ? [] : Self.mistakes(summaries, confusion, labels)
  }

  private static func matrix(_ confusion: Confusion, _ labels: Numbering) -> Matrix {
    let rows = confusion.golds.map { gold in
      let cells = confusion.predictions.map { predicted in
        Cell(
          agrees: gold.map(ExactString.init) == predicted.map(ExactString.init),
          choice: choice(gold, predicted, count: confusion.count(gold, predicted), labels))
      }
      return Row(gold: name(gold), cells: cells)
    }
    return Matrix(predictions: confusion.predictions.map(name), rows: rows)
  }

  private static func mistakes(_ summaries: [LabelSummary], _ confusion: Confusion, _ labels: Numbering) -> [Mistake] {
    let outside = Set(confusion.agreement.foreignLabels.map(ExactString.init))
    let mistakes = summaries.filter { summary in
      guard let label = summary.label.map(ExactString.init), let predicted = summary.predicted else { return false }
      return label != ExactString(predicted) && !outside.contains(label)
    }
    return mistakes.sorted { $0.examples > $1.examples }.prefix(largest).map {
      Mistake(
        gold: name($0.label), predicted: name($0.predicted), choice: choice($0.label, $0.predicted, count: $0.examples, labels))
    }
  }

  private static func choice(_ gold: String?, _ predicted: String?, count: Int, _ labels: Numbering) -> PageChoice {
    func number(_ label: String?) -> Int { label.map { labels.known($0) ?? -2 } ?? -1 }
    return PageChoice(
      gold: number(gold), predicted: number(predicted), count: count,
      meaning: "\(count.grouped) with gold label \(gold ?? "none"), predicted \(predicted ?? "none")")
  }

  private static func name(_ label: String?) -> PageName { PageName(label, longest: 30) }
}
