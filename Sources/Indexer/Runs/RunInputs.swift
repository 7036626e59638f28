import Engine
import Foundation
import Store

/// The corpus and the model of a run or a dry run, checked against each other before a store is touched.
struct RunInputs {
  var corpus: Corpus
  /// The name of the model's directory.
  let modelName: String
  let model: AttributionModel
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
    model = try AttributionModel(directory: directory.url, precision: options.precision)
    for notice in model.notices { console.print(notice, isQuiet: options.isQuiet) }
    maxLength = try options.maxLength(model)
    classes = ClassNames(model: model)
    try options.refuseThreshold(of: model)
    let census = try options.census(of: corpus, model)
    self.census = census
    mapped = try options.labelMap.map { [corpus, classes] in try LabelMap.rule($0, classes, corpus, census) }
  }
}
