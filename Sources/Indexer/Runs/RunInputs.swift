import Engine
import Foundation
import Store
import Support

/// The corpus and the model of a run or a dry run, checked against each other before a store is touched.
struct RunInputs {
  var corpus: Corpus
  /// The methods of the store, before the run adds any; empty for a new store.
  let storedMethods: [MethodSettings]
  /// The gold labels of the first rows.
  var census: LabelCensus
  /// The rule of `--label-map`; nil without one.
  let mapped: LabelRule?

  private let opened: RunModel

  /// The name of the model's directory.
  var modelName: String { opened.name }
  var model: AttributionModel { opened.model }
  var methods: RunMethods { opened.methods }
  /// The classes that signed methods explain.
  var explained: ClassChoice { opened.explained }
  /// Maximum length of a text or window in tokens.
  var maxLength: Int { opened.maxLength }
  var classes: ClassNames { opened.classes }

  /// Opens both, and prints the model's notices.
  /// - Throws: `IndexerError` or `EngineError`.
  init(_ options: IndexOptions, console: Console, interruption: Interruption) throws {
    corpus = try Corpus(paths: options.corpus, layout: options.layout, selection: options.selection) { interruption.isRequested }
    storedMethods =
      options.store.flatMap { try? AttributionStore.openForReading(at: URL(fileURLWithPath: $0)).settings.methods } ?? []
    let opened = try RunModel(options, stored: storedMethods, console: console)
    self.opened = opened
    let census = try options.census(of: corpus, opened.model)
    self.census = census
    mapped = try options.labelMap.map { [corpus] in try LabelMap.rule($0, opened.classes, corpus, census) }
  }

  /// The texts that methods of the store leave out.
  func omissions(_ options: IndexOptions) -> MethodOmissions { opened.omissions(options, stored: storedMethods) }

  /// The methods of the store after the run.
  func methodSettings(_ options: IndexOptions) -> [MethodSettings] { opened.methodSettings(options, stored: storedMethods) }

  /// The form of a store with these inputs, for estimates: its hashes have no salt.
  func form(_ options: IndexOptions) -> ExampleForm {
    ExampleForm(
      codec: options.codec,
      methods: methods.settings(stored: [], layers: options.layers == .all ? model.configuration.hiddenLayers : 0),
      classes: model.hasHead && model.configuration.problemType != .regression ? model.configuration.labels : [])
  }
}
