import Engine
import Foundation
import Store
import Support

/// The model of a run, with the methods and the lengths that the options ask for.
struct RunModel: Sendable {
  /// The name of the model's directory.
  let name: String
  let model: AttributionModel
  let methods: RunMethods
  /// The classes that signed methods explain.
  let explained: ClassChoice
  /// Maximum length of a text or window in tokens.
  let maxLength: Int
  let classes: ClassNames

  /// Opens the model, and prints its notices.
  /// - Parameters:
  ///   - options: The options of the run.
  ///   - stored: The methods of the store that the run continues; empty without one.
  ///   - console: Takes the notices.
  ///   - loaded: The same model with other methods, whose packed weights it shares; nil for none.
  /// - Throws: `IndexerError` or `EngineError`.
  init(_ options: IndexOptions, stored: [MethodSettings], console: Console, sharing loaded: AttributionModel? = nil) throws {
    let directory = try ModelDirectory(argument: options.model, environment: ProcessInfo.processInfo.environment)
    name = directory.name
    let configuration = try loaded?.configuration ?? ModelConfiguration(directory: directory.url)
    methods = try RunMethods(options.methods, stored: stored, labels: configuration.labels.count, store: options.store ?? "")
    try Self.refuse(options, methods, configuration)
    explained = try methods.explained(by: configuration, options)
    model = try methods.model(directory, options, sharing: loaded)
    for notice in model.notices { console.print(notice, isQuiet: options.isQuiet) }
    maxLength = try options.maxLength(model)
    classes = ClassNames(model: model)
    try options.refuseThreshold(of: model)
  }

  /// Refuses options that do not go with signed methods, or with this model.
  private static func refuse(_ options: IndexOptions, _ methods: RunMethods, _ configuration: ModelConfiguration) throws {
    guard methods.methods.contains(where: \.isSigned) else { return }
    if configuration.problemType == .regression, options.methods.classes != nil {
      throw IndexerError("--classes: the model '\(options.model)' has one value and no classes: leave the option out", kind: .misused)
    }
  }

  /// The methods of the store after the run.
  func methodSettings(_ options: IndexOptions, stored: [MethodSettings]) -> [MethodSettings] {
    methods.settings(stored: stored, layers: options.layers == .all ? model.configuration.hiddenLayers : 0)
  }

  /// The texts that methods of the store leave out.
  func omissions(_ options: IndexOptions, stored: [MethodSettings]) -> MethodOmissions {
    MethodOmissions(
      model: model, methods: methodSettings(options, stored: stored).map(\.method), memory: methods.memory, workers: options.workers)
  }
}
