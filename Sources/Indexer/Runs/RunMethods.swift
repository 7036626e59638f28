import Engine
import Foundation
import Store
import Support

/// The methods of a run: those of the store that it continues, and the further methods that the command line names.
struct RunMethods: Sendable {
  let methods: [AttributionMethod]
  let aggregates: [Aggregate]
  /// The classes of signed methods, as the store names them.
  let classes: ClassNaming
  /// Nil for as many steps of Integrated Gradients as a text needs.
  let steps: Int?
  /// What DecompX may take over all workers.
  let memory: ByteCount
  let flowRows: FlowRows

  /// Joins the methods of a store and the choice of the command line.
  /// - Parameters:
  ///   - choice: The choice of the command line.
  ///   - stored: The methods of the store; empty for a new store. Imported ones play no part.
  ///   - labels: Number of the model's classes.
  ///   - store: The store's path in messages.
  /// - Throws: `IndexerError` where the choice leaves out a method of the store or contradicts its options, or where the store has a method
  ///   that this program does not compute.
  init(_ choice: MethodChoice, stored: [MethodSettings], labels: Int, store: String) throws {
    let ofStore = try stored.filter { !$0.isImported }.map { settings in
      guard let method = AttributionMethod(rawValue: settings.method.name) else {
        throw IndexerError(
          "the store '\(store)' has the method \(settings.method), which this program cannot compute: use the program that wrote it",
          kind: .incompatible)
      }
      return method
    }
    let aggregatesOfStore = stored.compactMap { $0.method.aggregate.flatMap { Aggregate(rawValue: $0.rawValue) } }
    let methods = choice.methods ?? (ofStore.isEmpty ? [.nEnc] : ofStore.withoutRepetitions)
    // The store's aggregations come first, in their order: the first one has the local matrices.
    let aggregates =
      choice.aggregates.map { chosen in
        aggregatesOfStore.withoutRepetitions.filter(chosen.contains) + chosen.filter { !aggregatesOfStore.contains($0) }
      }
      ?? (aggregatesOfStore.isEmpty ? [.rollout] : aggregatesOfStore.withoutRepetitions)
    for (option, missing) in [
      ("--methods", ofStore.filter { !methods.contains($0) }.map(\.rawValue)),
      ("--aggregate", aggregatesOfStore.filter { !aggregates.contains($0) }.map(\.rawValue)),
    ] {
      guard let missing = missing.first else { continue }
      throw IndexerError(
        "the store '\(store)' has \(missing), which \(option) leaves out: name it too, or leave the option out", kind: .incompatible)
    }
    for (isGiven, isUsed, sentence) in [
      (
        choice.classes != nil, methods.contains(where: \.isSigned),
        "--classes is for methods with a sign: add one to --methods, such as decompx-linear."
      ),
      (choice.steps != nil, methods.contains(.integratedGradients), "--steps is for integrated-gradients: add it to --methods."),
      (choice.memory != nil, methods.contains(.decompX), "--memory is for decompx: add it to --methods."),
      (
        choice.aggregates != nil, methods.contains(where: \.hasMatrices),
        "--aggregate is for methods with matrices: add one to --methods, such as n-enc."
      ),
      (
        choice.flowRows != nil, aggregates.contains(.maximumFlow) && methods.contains(where: \.hasMatrices),
        "--maxflow-rows is for maximum flows: add maxflow to --aggregate."
      ),
    ] where isGiven && !isUsed {
      throw IndexerError(sentence, kind: .misused)
    }
    (self.methods, self.aggregates) = (methods, aggregates)
    let options = stored.compactMap(\.options).map(StoredOptions.init)
    let kept = (classes: options.compactMap(\.classes).first, steps: options.compactMap(\.steps).first)
    let keptRows = aggregatesOfStore.contains(.maximumFlow) ? options.compactMap(\.flowRows).first.flatMap(FlowRows.init) ?? .first : nil
    let contradiction: (option: String, kept: String)? =
      if let old = kept.classes, let new = choice.classes, try !new.isSame(as: ClassNaming(old)) {
        ("--classes", old)
      } else if let steps = choice.steps, ofStore.contains(.integratedGradients), steps != kept.steps {
        ("--steps", kept.steps.map(String.init) ?? "as many as each text needs")
      } else if let rows = choice.flowRows, let keptRows, rows != keptRows {
        ("--maxflow-rows", keptRows.rawValue)
      } else {
        nil
      }
    if let contradiction {
      throw IndexerError(
        "the store '\(store)' was made with other \(contradiction.option) (\(contradiction.kept)): leave the option out, or use another store",
        kind: .incompatible)
    }
    classes = try choice.classes ?? ClassNaming(kept.classes ?? ClassNaming.usual(classes: labels))
    steps = choice.steps ?? kept.steps
    memory = choice.memory ?? MethodChoice.standardMemory
    flowRows = choice.flowRows ?? keptRows ?? .first
  }

  /// Opens a model that computes the methods.
  /// - Parameters:
  ///   - directory: The model.
  ///   - options: The options of the run.
  ///   - omitted: A method that it does not compute.
  ///   - loaded: The same model with other methods, whose packed weights it shares; nil for none.
  /// - Returns: The model.
  /// - Throws: `EngineError`, or `IndexerError` where the model has no class of a name.
  func model(
    _ directory: ModelDirectory, _ options: IndexOptions, leavingOut omitted: AttributionMethod? = nil,
    sharing loaded: AttributionModel? = nil
  ) throws -> AttributionModel {
    let configuration = try loaded?.configuration ?? ModelConfiguration(directory: directory.url)
    var classes = try explained(by: configuration, options)
    // A window that has another predicted class than its text gets the text's as its gold class.
    if options.stride != nil, self.classes.dependsOnText { classes.hasGold = true }
    let (methods, steps) = (methods.filter { $0 != omitted }, steps.map(IntegrationSteps.exactly) ?? .adaptive)
    let memory = memory.bytes / options.workers
    if let loaded {
      return try AttributionModel(
        sharing: loaded, methods: methods, aggregates: aggregates, flowRows: flowRows, classes: classes, steps: steps, memory: memory)
    }
    return try AttributionModel(
      directory: directory.url, precision: options.precision, methods: methods, aggregates: aggregates, flowRows: flowRows,
      classes: classes, steps: steps, memory: memory)
  }

  /// The classes of a model that signed methods explain; all of them where there are no signed methods, or no classes.
  /// - Throws: `IndexerError` where the choice names a class that the model does not have.
  func explained(by configuration: ModelConfiguration, _ options: IndexOptions) throws -> ClassChoice {
    let isOfClasses = methods.contains(where: \.isSigned) && configuration.problemType != .regression
    return try isOfClasses ? classes.choice(among: configuration.labels, model: options.model) : .all
  }

  /// The settings of the store, whose own methods come first.
  /// - Parameters:
  ///   - stored: The methods of the store; empty for a new store.
  ///   - layers: The number of local matrices that a store keeps of each method that has any; 0 without them.
  /// - Returns: The store's methods and the further ones.
  func settings(stored: [MethodSettings], layers: Int) -> [MethodSettings] {
    var all = stored
    for method in methods {
      // The first aggregation has the local matrices.
      let forms = method.hasMatrices ? aggregates.enumerated().map { ($1 as Aggregate?, $0 == 0 ? layers : 0) } : [(nil, 0)]
      for (aggregate, layers) in forms {
        let stored = Method(
          name: method.rawValue, aggregate: aggregate.map { Method.Aggregate(rawValue: $0.rawValue) }, isSigned: method.isSigned)
        guard !all.contains(where: { $0.method == stored }) else { continue }
        all.append(MethodSettings(stored, layers: all.isEmpty ? nil : layers, options: options(of: method, aggregate)))
      }
    }
    return all
  }

  /// The options of a method as the store keeps them; nil where there are none.
  private func options(of method: AttributionMethod, _ aggregate: Aggregate?) -> String? {
    // A store without this option has the first row, as those of earlier versions.
    if aggregate == .maximumFlow, flowRows != .first { return StoredOptions(flowRows: flowRows.rawValue).json }
    guard method.isSigned else { return nil }
    return StoredOptions(classes: classes.text, steps: method == .integratedGradients ? steps : nil).json
  }
}
