public import Support

/// Agreement of predicted label sets with gold sets, class by class.
///
/// The sample is the examples whose gold labels are known and are all classes of the model; an empty gold set is known. An example with
/// another gold label is neither right nor wrong; it is counted and left out of all scores.
public struct LabelSetAgreement: Sendable, Equatable {
  /// Examples whose gold labels are known and are all classes of the model.
  public private(set) var judged = 0
  /// Examples with a gold label that is no class of the model.
  public private(set) var foreign = 0
  /// Examples whose gold labels are unknown.
  public private(set) var unknown = 0
  /// Examples whose gold set is known and empty.
  public private(set) var empty = 0
  /// Judged examples whose predicted set is the gold set.
  public private(set) var exact = 0

  /// The outcomes of the classes of each text, in pairs.
  private(set) var pairs = DecisionPairs()
  /// Calibration of each class' sigmoids, by the class' index.
  private var calibrations: [Calibration]

  private struct Counts: Equatable {
    var both = 0
    var gold = 0
    var predicted = 0
  }

  private let names: [String]
  private let places: [ExactString: Int]
  private var counts: [Counts]
  /// The class index of each logit. `[C]`
  private let logitPlaces: [Int]
  /// Number of examples with each gold label, whether or not it is a class.
  private var goldExamples: [ExactString: Int] = [:]
  /// Number of examples with each predicted label, including examples whose gold labels are unknown.
  private var predictedExamples: [ExactString: Int] = [:]

  /// Creates an agreement of no examples.
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
  ///   - gold: Its gold labels; nil where they are unknown.
  ///   - predicted: Its predicted labels.
  ///   - sigmoids: The sigmoid of each class, or nothing. `[C]`
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
    // A damaged record may hold any number.
    for (place, sigmoid) in zip(logitPlaces, sigmoids) where (0...1).contains(sigmoid) {
      calibrations[place].add(confidence: sigmoid, isRight: golds.contains(ExactString(names[place])))
    }
  }

  /// Whether any example can be judged.
  public var isComparable: Bool { judged > 0 }

  /// Calibration of each class' sigmoids, for all classes in order; empty where no example can be judged.
  public var calibration: [(name: String, calibration: Calibration)] {
    isComparable ? zip(names, calibrations).map { (name: $0, calibration: $1) } : []
  }

  /// The labels of one side that occur, by falling number of examples; ties by their bytes.
  public func labelsByFrequency(of side: LabelOrigin) -> [String] {
    let counts = side == .gold ? goldExamples : predictedExamples
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key.string)
  }

  /// Number of examples with this label on one side.
  public func examples(of label: String, _ side: LabelOrigin) -> Int {
    (side == .gold ? goldExamples : predictedExamples)[ExactString(label)] ?? 0
  }

  /// Share of judged examples whose predicted set is the gold set; nil where no example can be judged.
  public var exactShare: Estimate? { isComparable ? Estimate(count: exact, of: judged) : nil }

  /// Scores of all classes of the model, in order; empty where no example can be judged.
  public var classes: [ClassScores] {
    guard isComparable else { return [] }
    return counts.enumerated().map { place, counts in
      ClassScores(
        name: names[place], place: place, truePositives: counts.both, falsePositives: counts.predicted - counts.both,
        falseNegatives: counts.gold - counts.both, trueNegatives: judged - counts.gold - counts.predicted + counts.both)
    }
  }
}
