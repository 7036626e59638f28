/// How the predictions of some examples meet their gold labels, from the number of examples of each combination.
///
/// Its sample are the examples that have a gold label and a prediction. One whose gold label is no class of the model is wrong whatever was predicted; where
/// that holds for all of them, there is nothing to compare.
public struct LabelAgreement: Sendable {
  /// Examples of one combination.
  struct Cell {
    /// The places of the labels in `names`; nil for a gold label that is no class.
    let gold: Int?
    let predicted: Int
    let count: Int
  }

  /// Examples that have a gold label and a prediction.
  public let judged: Int
  /// Those of them whose gold label is no class of the model.
  public let foreign: Int
  /// Those of them whose prediction is the gold label.
  public let right: Int
  /// The classes that are a gold label or predicted, the model's in order; none where nothing can be compared.
  public let classes: [ClassScores]

  let cells: [Cell]

  /// Compares.
  /// - Parameters:
  ///   - summaries: The number of examples of each combination.
  ///   - classes: The model's classes in order.
  public init(_ summaries: [LabelSummary], classes: [String]) {
    let names = Self.unique(classes + summaries.compactMap(\.predicted))
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
    let judged = summaries.filter { $0.label != nil && $0.predicted != nil }
    let cells = judged.compactMap { summary -> Cell? in
      guard let gold = summary.label, let predicted = summary.predicted.flatMap({ places[ExactString($0)] }) else { return nil }
      return Cell(gold: places[ExactString(gold)], predicted: predicted, count: summary.examples)
    }
    let total = cells.reduce(0) { $0 + $1.count }
    self.cells = cells
    self.judged = total
    foreign = cells.reduce(0) { $0 + ($1.gold == nil ? $1.count : 0) }
    right = cells.reduce(0) { $0 + ($1.gold == $1.predicted ? $1.count : 0) }
    var counts = [(both: Int, gold: Int, predicted: Int)](repeating: (0, 0, 0), count: names.count)
    for cell in cells {
      counts[cell.predicted].predicted += cell.count
      if let gold = cell.gold { counts[gold].gold += cell.count }
      if cell.gold == cell.predicted { counts[cell.predicted].both += cell.count }
    }
    self.classes =
      foreign == total
      ? []
      : counts.enumerated().filter { $0.element.gold + $0.element.predicted > 0 }.map { place, counts in
        ClassScores(
          name: names[place].string, place: place, truePositives: counts.both, falsePositives: counts.predicted - counts.both,
          falseNegatives: counts.gold - counts.both, trueNegatives: total - counts.gold - counts.predicted + counts.both)
      }
  }

  /// Whether any gold label is a class of the model, so that being right means something.
  public var isComparable: Bool { foreign < judged }

  /// The share of right predictions; nil where nothing can be compared.
  public var accuracy: Estimate? { isComparable ? Estimate(count: right, of: judged) : nil }

  private static func unique(_ names: [String]) -> [ExactString] {
    var seen: Set<ExactString> = []
    return names.map(ExactString.init).filter { seen.insert($0).inserted }
  }
}
