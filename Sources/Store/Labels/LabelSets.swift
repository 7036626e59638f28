import Foundation
import Support

/// The label sets of a store whose model gives each text as many labels as apply.
///
/// The row of an example has the gold set in its column `label` where it is just one label, else in `labels`, a JSON array of names. The
/// predicted set follows from the logits: the classes whose sigmoid is at least the threshold of the settings.
struct LabelSets: Sendable {
  /// The threshold of settings without one, as in stores of older versions.
  static let defaultThreshold = 0.5

  /// The model's class names, in the order of the logits. `[C]`
  let classes: [String]
  let threshold: Double
  private let places: [ExactString: Int]

  /// Nil for a store whose model gives each text one label, a number or nothing.
  init?(_ settings: StoreSettings) {
    guard settings.problemType == .multiLabel else { return nil }
    classes = settings.labels
    threshold = settings.threshold ?? Self.defaultThreshold
    places = Dictionary(settings.classes.enumerated().map { (ExactString($0.element), $0.offset) }) { first, _ in first }
  }

  /// The predicted labels for logits `[C]`, in the order of the classes, each name once.
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

  /// The labels, each once: first the model's classes in order, then others by their bytes.
  func ordered(_ labels: [String]) -> [String] {
    Set(labels.map(ExactString.init)).sorted { one, other in
      switch (places[one], places[other]) {
      case (let one?, let other?): one < other
      case (nil, nil): one < other
      case (let place, _): place != nil
      }
    }.map(\.string)
  }

  /// The JSON of `example.labels`. Foundation writes it, as in all stores so far, because checksums include each of its bytes.
  static func pack(_ labels: [String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let data = try? encoder.encode(labels) else { preconditionFailure("names that are no JSON") }
    return String(decoding: data, as: UTF8.self)
  }

  /// The labels in the JSON of `example.labels`; nil where the text is not an array of strings.
  static func unpack(_ text: String) -> [String]? {
    try? JSONDecoder().decode([String].self, from: Data(text.utf8))
  }
}
