import Engine
import Foundation
import Store
import Support

/// The corpus and the model of a run or a dry run, checked against each other before a store is touched.
struct RunInputs {
  var corpus: Corpus
  /// The name of the model's directory.
  let modelName: String
  let model: AttributionModel
  let methods: RunMethods
  /// The classes that signed methods explain.
  let explained: ClassChoice
  /// The methods of the store, before the run adds any; empty for a new store.
  let storedMethods: [MethodSettings]
  let maxLength: Int
  let classes: ClassNames
  /// The gold labels of the first rows.
  var census: LabelCensus
  /// The rule of `--label-map`; nil without one.
  let mapped: LabelRule?

  /// Opens both, and prints the model's notices.
  /// - Throws: `IndexerError` or `EngineError`.
  init(_ options: IndexOptions, console: Console, interruption: Interruption) throws {
    corpus = try Corpus(paths: options.corpus, layout: options.layout, selection: options.selection) { interruption.isRequested }
    let directory = try ModelDirectory(argument: options.model, environment: ProcessInfo.processInfo.environment)
    modelName = directory.name
    let configuration = try ModelConfiguration(directory: directory.url)
    storedMethods =
      options.store.flatMap { try? AttributionStore.openForReading(at: URL(fileURLWithPath: $0)).settings.methods } ?? []
    methods = try RunMethods(options.methods, stored: storedMethods, labels: configuration.labels.count, store: options.store ?? "")
    try Self.refuse(options, methods, configuration)
    explained = try methods.explained(by: configuration, options)
    model = try methods.model(directory, options)
    for notice in model.notices { console.print(notice, isQuiet: options.isQuiet) }
    maxLength = try options.maxLength(model)
    self.classes = ClassNames(model: model)
    try options.refuseThreshold(of: model)
    let census = try options.census(of: corpus, model)
    self.census = census
    mapped = try options.labelMap.map { [corpus, names = self.classes] in try LabelMap.rule($0, names, corpus, census) }
  }

  /// Refuses options that do not go with signed methods, or with this model.
  private static func refuse(_ options: IndexOptions, _ methods: RunMethods, _ configuration: ModelConfiguration) throws {
    guard methods.methods.contains(where: \.isSigned) else { return }
    if configuration.problemType == .regression, options.methods.classes != nil {
      throw IndexerError("--classes: the model '\(options.model)' has one value and no classes: leave the option out", kind: .misused)
    }
  }

  /// The texts that methods of the store leave out.
  func omissions(_ options: IndexOptions) -> MethodOmissions {
    MethodOmissions(model: model, methods: methodSettings(options).map(\.method), memory: methods.memory, workers: options.workers)
  }

  /// The methods of the store after the run.
  func methodSettings(_ options: IndexOptions) -> [MethodSettings] {
    methods.settings(stored: storedMethods, layers: options.layers == .all ? model.configuration.hiddenLayers : 0)
  }

  /// The form of a store with these inputs, for estimates: its hashes have no salt.
  func form(_ options: IndexOptions) -> ExampleForm {
    ExampleForm(
      codec: options.codec,
      methods: methods.settings(stored: [], layers: options.layers == .all ? model.configuration.hiddenLayers : 0),
      classes: model.hasHead && model.configuration.problemType != .regression ? model.configuration.labels : [])
  }
}
