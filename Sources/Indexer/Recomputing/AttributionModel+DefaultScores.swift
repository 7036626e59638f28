import Engine
import Foundation
import Store
import Support

extension AttributionModel {
  /// Opens a model that computes the scores that queries take from a store by default: by its first method, for all classes where the method
  /// is signed.
  /// - Parameters:
  ///   - directory: The model's directory.
  ///   - precision: The number format of the dense products.
  ///   - settings: The settings of the store.
  /// - Throws: `EngineError` where the model cannot be read; `IndexerError` where this program does not compute the method.
  convenience init(directory: URL, precision: Precision, forDefaultScoresOf settings: StoreSettings) throws {
    let options = settings.methods[0].options.map(StoredOptions.init)
    guard let method = AttributionMethod(rawValue: settings.method.name) else {
      throw IndexerError("the store's first method is \(settings.method), which this program cannot compute", kind: .incompatible)
    }
    try self.init(
      directory: directory, precision: precision, methods: [method],
      aggregates: [settings.method.aggregate.flatMap { Aggregate(rawValue: $0.rawValue) } ?? .rollout], classes: .all,
      steps: options?.steps.map(IntegrationSteps.exactly) ?? .adaptive)
  }

  /// Whether the first attribution of each text is by the first method of a store, and there are no others.
  func givesDefaultScores(of settings: StoreSettings) -> Bool {
    methods.count == 1 && aggregates.count == 1 && methods[0].rawValue == settings.method.name && !methods[0].isSigned
  }

  /// The attribution of a text for a class; the first one where there is no class.
  func attribution(of explanation: Explanation, for className: String?) -> Attribution {
    let index = className.flatMap { name in configuration.labels.firstIndex { ExactString($0) == ExactString(name) } }
    return explanation.attributions.first { index == nil || $0.classIndex == index } ?? explanation.attributions[0]
  }
}
