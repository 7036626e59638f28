/// How the predicted label sets of some examples meet their gold sets, class by class.
///
/// Its sample are the examples whose gold labels are known, an empty set included, and all classes of the model. An example with another gold label is neither
/// right nor wrong: it is counted and left out of all figures.
public struct LabelSetAgreement: Sendable, Equatable {
  /// Examples whose gold labels are known and all classes of the model, or that have none.
  public private(set) var judged = 0
  /// Examples with a gold label that is no class of the model.
  public private(set) var foreign = 0
  /// Examples whose gold labels are not known.
  public private(set) var unknown = 0
  /// Examples whose gold set is known to be empty.
  public private(set) var empty = 0
  /// Judged examples whose predicted set is the gold set.
  public private(set) var exact = 0

  /// What became of the classes of each text, two at a time.
  private(set) var pairs = DecisionPairs()
  /// By the places of the classes: how each class' sigmoids compare with the share of texts that have it.
  private var calibrations: [Calibration]

  private struct Counts: Equatable {
    var both = 0
    var gold = 0
    var predicted = 0
  }

  private let names: [String]
  private let places: [ExactString: Int]
  private var counts: [Counts]
  /// The place of each logit's class.
  private let logitPlaces: [Int]
  /// How many examples have each gold label, whether or not it is a class.
  private var goldExamples: [ExactString: Int] = [:]
  /// How many examples have each predicted label, those whose gold labels are not known included.
  private var predictedExamples: [ExactString: Int] = [:]

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
    calibrations = [Calibration](repeating: Calibration(), count: names.count)
    logitPlaces = classes.map { places[ExactString($0)] ?? 0 }
  }

  /// Adds an example.
  /// - Parameters:
  ///   - gold: Its gold labels; nil where they are not known.
  ///   - predicted: Its predicted labels.
  ///   - sigmoids: `[C]` that of each class; empty where there are none.
  public mutating func add(gold: [String]?, predicted: [String], sigmoids: [Double] = []) {
    let predictions = Set(predicted.map(ExactString.init))
    for name in predictions { predictedExamples[name, default: 0] += 1 }
    guard let gold else { return unknown += 1 }
    empty += gold.isEmpty ? 1 : 0
    let golds = Set(gold.map(ExactString.init))
    for name in golds { goldExamples[name, default: 0] += 1 }
    guard !golds.contains(where: { places[$0] == nil }) else { return foreign += 1 }
    judged += 1
    exact += golds == predictions ? 1 : 0
    var decisions: [DecisionPairs.Decision] = []
    for name in golds {
      guard let place = places[name] else { continue }
      let isPredicted = predictions.contains(name)
      counts[place].gold += 1
      counts[place].both += isPredicted ? 1 : 0
      decisions.append(DecisionPairs.Decision(place: place, outcome: isPredicted ? .truePositive : .falseNegative))
    }
    for name in predictions {
      guard let place = places[name] else { continue }
      counts[place].predicted += 1
      if !golds.contains(name) { decisions.append(DecisionPairs.Decision(place: place, outcome: .falsePositive)) }
    }
    pairs.add(decisions)
    // A damaged record may hold anything.
    for (place, sigmoid) in zip(logitPlaces, sigmoids) where (0...1).contains(sigmoid) {
      calibrations[place].add(confidence: sigmoid, isRight: golds.contains(ExactString(names[place])))
    }
  }

  /// Whether right and wrong can be told of any example.
  public var isComparable: Bool { judged > 0 }

  /// How the sigmoids of each class compare with the share of examples that have it, for all classes in order; none where nothing can be compared.
  public var calibration: [(name: String, calibration: Calibration)] {
    isComparable ? zip(names, calibrations).map { (name: $0, calibration: $1) } : []
  }

  /// The labels of one side that occur, those of the most examples first, ties by their bytes.
  public func labelsByFrequency(of side: Cue.Side) -> [String] {
    let counts = side == .gold ? goldExamples : predictedExamples
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key.string)
  }

  /// How many examples have this label among those of one side.
  public func examples(of label: String, _ side: Cue.Side) -> Int {
    (side == .gold ? goldExamples : predictedExamples)[ExactString(label)] ?? 0
  }

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
}
