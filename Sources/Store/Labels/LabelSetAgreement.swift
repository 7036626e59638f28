/// How the predicted label sets of some examples meet their gold sets, class by class.
///
/// Its sample are the examples whose gold labels are known, an empty set included, and all classes of the model. An example with another gold label is neither
/// right nor wrong: it is counted and left out of all figures.
public struct LabelSetAgreement: Sendable, Equatable {
  /// Examples whose gold labels are known and all classes of the model, or that have none.
  public private(set) var judged = 0
  /// Examples with a gold label that is no class of the model.
  public private(set) var foreign = 0
  /// Those of the judged examples whose predicted set is the gold set.
  public private(set) var exact = 0

  private struct Counts: Equatable {
    var both = 0
    var gold = 0
    var predicted = 0
  }

  private let names: [String]
  private let places: [ExactString: Int]
  private var counts: [Counts]
  private var hasClass = false

  /// No examples.
  /// - Parameter classes: The model's classes in order.
  public init(classes: [String]) {
    var (names, places) = ([String](), [ExactString: Int]())
    for name in classes where places[ExactString(name)] == nil {
      places[ExactString(name)] = names.count
      names.append(name)
    }
    (self.names, self.places) = (names, places)
    counts = [Counts](repeating: Counts(), count: names.count)
  }

  /// Adds an example.
  public mutating func add(gold: [String], predicted: [String]) {
    let (golds, predictions) = (Set(gold.map(ExactString.init)), Set(predicted.map(ExactString.init)))
    guard !golds.contains(where: { places[$0] == nil }) else { return foreign += 1 }
    judged += 1
    exact += golds == predictions ? 1 : 0
    for name in golds {
      guard let place = places[name] else { continue }
      hasClass = true
      counts[place].gold += 1
      counts[place].both += predictions.contains(name) ? 1 : 0
    }
    for name in predictions { if let place = places[name] { counts[place].predicted += 1 } }
  }

  /// Whether any gold label is a class of the model, so that being right means something.
  public var isComparable: Bool { hasClass }

  /// The share of the examples whose predicted set is the gold set; nil where nothing can be compared.
  public var exactShare: Estimate? { isComparable ? Estimate(count: exact, of: judged) : nil }

  /// All classes of the model, in order; none where nothing can be compared.
  public var classes: [ClassScores] {
    guard isComparable else { return [] }
    return counts.enumerated().map { place, counts in
      ClassScores(
        name: names[place], place: place, truePositives: counts.both, falsePositives: counts.predicted - counts.both,
        falseNegatives: counts.gold - counts.both, trueNegatives: judged - counts.gold - counts.predicted + counts.both)
    }
  }

  /// The mean of a measure over the classes that have it, each with the same weight; nil where none has it.
  public func macroMean(of measure: ClassScores.Measure) -> Double? {
    let values = classes.compactMap { $0[measure]?.value }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The measure of all decisions, one for each example and class; nil where it has no denominator.
  public func microMean(of measure: ClassScores.Measure) -> Double? {
    func sum(_ path: KeyPath<ClassScores, Int>) -> Int { classes.reduce(0) { $0 + $1[keyPath: path] } }
    let all = ClassScores(
      name: "", place: 0, truePositives: sum(\.truePositives), falsePositives: sum(\.falsePositives),
      falseNegatives: sum(\.falseNegatives), trueNegatives: sum(\.trueNegatives))
    return all[measure]?.value
  }
}
