import Engine
import Foundation
import Store

extension RecomputingModel {
  /// Opens a model that computes the scores of a store again, by every method but imported ones.
  /// - Parameters:
  ///   - directory: The model's directory.
  ///   - precision: The number format of the dense products.
  ///   - settings: The settings of the store.
  ///   - store: The store's path in messages.
  /// - Throws: `EngineError` where the model cannot be read; `IndexerError` where this program does not compute a method of the store.
  init(directory: URL, precision: Precision, settings: StoreSettings, store: String) throws {
    let configuration = try ModelConfiguration(directory: directory)
    let methods = try RunMethods(MethodChoice(), stored: settings.methods, labels: configuration.labels.count, store: store)
    let isOfClasses = methods.methods.contains(where: \.isSigned) && configuration.problemType != .regression
    var classes = try isOfClasses ? methods.classes.choice(among: configuration.labels, model: settings.model) : .all
    // The class of a pass is named as its gold class: a text or window may now have another predicted class than the store has.
    classes.hasGold = true
    let model = try AttributionModel(
      directory: directory, precision: precision, methods: methods.methods, aggregates: methods.aggregates,
      flowRows: methods.flowRows, classes: classes, steps: methods.steps.map(IntegrationSteps.exactly) ?? .adaptive)
    self.init(model: model, classes: classes)
  }

  /// The model of a run, if it computes the scores of a store again as it is: nil where methods are missing, or some are signed, whose
  /// classes may depend on the text.
  init?(reusing model: AttributionModel, settings: StoreSettings) {
    let stored = settings.methods.filter { !$0.isImported }.map(\.method)
    guard model.precision == .f32,
      stored.allSatisfy({ method in
        !method.isSigned && model.methods.contains { $0.rawValue == method.name }
          && (method.aggregate.map { aggregate in model.aggregates.contains { $0.rawValue == aggregate.rawValue } } ?? true)
      })
    else { return nil }
    self.init(model: model, classes: .all)
  }
}
