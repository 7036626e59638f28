import Foundation

/// How a store reads sets of labels, where its model gives each text as many labels as apply.
///
/// The gold set of an example is `example.label` where it has just one label, else `example.labels`, a JSON array of names. The predicted set follows from
/// the logits: the classes whose sigmoid is at least the threshold of the settings.
struct LabelSets: Sendable {
  /// What is predicted where the settings name no threshold, as in stores of older versions.
  static let defaultThreshold = 0.5

  /// The model's class names by the place of their logit.
  let classes: [String]
  let threshold: Double
  private let places: [ExactString: Int]

  /// Nil for a store whose model gives one label, a number or nothing.
  init?(_ settings: StoreSettings) {
    guard settings.problemType == .multiLabel else { return nil }
    classes = settings.labels
    threshold = settings.threshold ?? Self.defaultThreshold
    places = Dictionary(settings.classes.enumerated().map { (ExactString($0.element), $0.offset) }) { first, _ in first }
  }

  /// The predicted labels, in the order of the classes, each name once. `logits` is `[C]`.
  func predicted(_ logits: [Float]) -> [String] {
    var seen: Set<ExactString> = []
    return zip(classes, sigmoids(logits)).filter { name, sigmoid in
      sigmoid >= threshold && seen.insert(ExactString(name)).inserted
    }.map(\.0)
  }

  /// Whether the model has a class of that name.
  func isClass(_ name: ExactString) -> Bool { places[name] != nil }

  /// The sigmoid of each logit. `[C]`
  func sigmoids(_ logits: [Float]) -> [Double] { logits.map { 1 / (1 + exp(-Double($0))) } }

  /// Each label once: the model's classes in order, then others by their bytes.
  func ordered(_ labels: [String]) -> [String] {
    Set(labels.map(ExactString.init)).sorted { one, other in
      switch (places[one], places[other]) {
      case (let one?, let other?): one < other
      case (nil, nil): one < other
      case (let place, _): place != nil
      }
    }.map(\.string)
  }

  /// Labels as `example.labels` has them.
  static func pack(_ labels: [String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let data = try? encoder.encode(labels) else { preconditionFailure("names that are no JSON") }
    return String(decoding: data, as: UTF8.self)
  }

  /// The labels of `example.labels`; nil where it is no such array.
  static func unpack(_ text: String) -> [String]? {
    try? JSONDecoder().decode([String].self, from: Data(text.utf8))
  }
}
