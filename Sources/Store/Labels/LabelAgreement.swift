public import Support

/// Agreement of predictions with gold labels, from the number of examples of each combination.
///
/// The sample is the examples that have a prediction and a gold label that is a class of the model. An example with another gold label is
/// neither right nor wrong, because the model cannot predict such a label; it is counted and left out of all scores.
public struct LabelAgreement: Sendable {
  /// The number of examples of one combination of labels.
  struct Cell {
    /// Index of the gold label among the classes; `predicted` likewise.
    let gold: Int
    let predicted: Int
    let count: Int
  }

  /// Examples that have a prediction and a gold label that is a class of the model.
  public let judged: Int
  /// Examples that have a prediction and a gold label that is no class of the model.
  public let foreign: Int
  /// The gold labels of the `foreign` examples, each once, the most frequent first; ties by their bytes.
  public let foreignLabels: [String]
  /// Judged examples whose prediction is the gold label.
  public let right: Int
  /// The classes that occur as a gold label or as a prediction, in the model's order; empty where no example can be judged.
  public let classes: [ClassScores]

  let cells: [Cell]

  /// Compares predictions with gold labels.
  /// - Parameters:
  ///   - summaries: The number of examples of each combination.
  ///   - classes: The model's classes in order.
  public init(_ summaries: [LabelSummary], classes: [String]) {
    let names = Self.unique(classes + summaries.compactMap(\.predicted))
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
    var cells: [Cell] = []
    var others: [ExactString: Int] = [:]
    for summary in summaries {
      guard let gold = summary.label.map(ExactString.init), let predicted = summary.predicted.flatMap({ places[ExactString($0)] }) else {
        continue
      }
      if let gold = places[gold] {
        cells.append(Cell(gold: gold, predicted: predicted, count: summary.examples))
      } else {
        others[gold, default: 0] += summary.examples
      }
    }
    let total = cells.reduce(0) { $0 + $1.count }
    self.cells = cells
    self.judged = total
    foreign = others.values.reduce(0, +)
    foreignLabels = others.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key.string)
    right = cells.reduce(0) { $0 + ($1.gold == $1.predicted ? $1.count : 0) }
    var counts = [(both: Int, gold: Int, predicted: Int)](repeating: (0, 0, 0), count: names.count)
    for cell in cells {
      counts[cell.predicted].predicted += cell.count
      counts[cell.gold].gold += cell.count
      if cell.gold == cell.predicted { counts[cell.predicted].both += cell.count }
    }
    self.classes = counts.enumerated().filter { $0.element.gold + $0.element.predicted > 0 }.map { place, counts in
      ClassScores(
        name: names[place].string, place: place, truePositives: counts.both, falsePositives: counts.predicted - counts.both,
        falseNegatives: counts.gold - counts.both, trueNegatives: total - counts.gold - counts.predicted + counts.both)
    }
  }

  /// Whether any gold label is a class of the model, so that predictions can be right or wrong.
  public var isComparable: Bool { judged > 0 }

  /// Share of right predictions; nil where no example can be judged.
  public var accuracy: Estimate? { isComparable ? Estimate(count: right, of: judged) : nil }

  private static func unique(_ names: [String]) -> [ExactString] {
    var seen: Set<ExactString> = []
    return names.map(ExactString.init).filter { seen.insert($0).inserted }
  }
}
