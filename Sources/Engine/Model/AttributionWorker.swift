import Support

/// Runs packed batches through a model. A worker owns its scratch memory, so one thread at a time may use it.
public final class AttributionWorker {
  private let model: AttributionModel
  private let packing: TextPacking
  private let linear: LinearContext
  private var capacity = BatchCapacity()
  /// Scratch memory for `capacity`.
  private var scratch: (workspace: EncoderWorkspace, observers: [any AttributionObserver])?

  init(_ model: AttributionModel, _ packing: TextPacking) {
    (self.model, self.packing) = (model, packing)
    linear = LinearContext()
  }

  /// Predicts and explains texts, packed into one batch. The result of a text depends on that text and on the packing alone, bitwise.
  /// - Parameters:
  ///   - encodings: The tokens of the texts.
  ///   - gold: The gold class of each text, as an index of the logits, for a choice of classes that names it; nil where it is not known.
  ///   - keepLayers: Whether the local matrices of all layers are wanted.
  ///   - explains: Whether attributions are wanted; otherwise the results have logits only, the same to the last bit, for less time.
  ///   - threads: How many threads may share the dense products; the results are the same, to the last bit.
  /// - Returns: The results, in the order of the texts.
  /// - Precondition: All texts have the same `rows(forLength:)`; together they have at most that many tokens; none is empty.
  public func run(
    _ encodings: [Encoding], gold: [Int?]? = nil, keepLayers: Bool = false, explains: Bool = true, threads: Int = 1
  ) -> [Explanation] {
    let explanations = run(encodings, gold: gold, keepLayers: keepLayers, explains: explains, threads: threads, watcher: nil)
    guard let explanations else { preconditionFailure("texts that nobody watches were given up") }
    return explanations
  }

  /// Predicts and explains texts, as the function above does, for a watcher, who changes no bit of the results.
  /// - Parameters:
  ///   - encodings: The tokens of the texts.
  ///   - gold: The gold class of each text; nil where it is not known.
  ///   - keepLayers: Whether the local matrices of all layers are wanted.
  ///   - explains: Whether attributions are wanted.
  ///   - threads: How many threads may share the dense products.
  ///   - watcher: Is told the steps of the texts, which it expects by the model's ``AttributionModel/steps(of:)``; nil for nobody.
  /// - Returns: The results, in the order of the texts; nil where the watcher has given them up.
  public func run(
    _ encodings: [Encoding], gold: [Int?]?, keepLayers: Bool, explains: Bool, threads: Int, watcher: (any ExplanationWatcher)?
  ) -> [Explanation]? {
    let count = StepCount(watcher, expected: watcher == nil ? 0 : encodings.reduce(0) { $0 + model.steps(of: $1) })
    return ProductThreads.with(threads) {
      do throws(GivenUp) {
        return try run(encodings, gold: gold, keepLayers: keepLayers, explains: explains, count)
      } catch {
        return nil
      }
    }
  }

  private func run(
    _ encodings: [Encoding], gold: [Int?]?, keepLayers: Bool, explains: Bool, _ count: StepCount
  ) throws(GivenUp) -> [Explanation] {
    try count.did(0)
    guard let first = encodings.first else { return [] }
    let rows = model.rows(forLength: first.count, packing)
    precondition(
      encodings.allSatisfy { model.rows(forLength: $0.count, packing) == rows && $0.count > 0 }, "texts of different length classes")
    precondition(gold.map { $0.count == encodings.count } ?? true, "gold classes of other texts")
    let batch = PackedBatch(encodings.map(\.count), rows: rows)
    let (workspace, prepared) = scratch(for: batch)
    let observers = explains ? prepared : []
    for observer in observers { observer.begin(batch, keepsLayers: keepLayers) }
    var watching: [any LayerObserver] = observers
    if count.isWatched, model.countsLayers(of: first) { watching.append(LayerCount(count)) }
    model.encoder.run(encodings, batch, in: workspace, observers: watching)
    try count.did(0)
    let logits = batch.texts.map {
      model.head?.logits(workspace.hidden, row: $0.start, size: model.configuration.hiddenSize) ?? []
    }
    let classified = ClassifiedBatch(
      batch: batch, encodings: encodings, hidden: workspace.hidden, logits: logits,
      gold: gold ?? Array(repeating: nil, count: encodings.count))
    for observer in observers { try observer.didClassify(classified, counting: count) }
    let explanations = logits.enumerated().map { index, logits in
      Explanation(logits: logits, attributions: observers.flatMap { $0.attributions(ofText: index) })
    }
    count.finish()
    return explanations
  }

  /// The scratch memory; reallocated where the batch is larger than all before.
  private func scratch(for batch: PackedBatch) -> (workspace: EncoderWorkspace, observers: [any AttributionObserver]) {
    var needed = capacity
    needed.include(batch)
    if let scratch, needed == capacity { return scratch }
    capacity = needed
    // Release the old memory first, because both would not be needed at the same time.
    scratch = nil
    let observers = model.prepared.map { $0.makeObserver(needed) }
    let workspace = EncoderWorkspace(
      model.configuration, precision: model.precision, capacity: needed,
      keepsPreActivations: observers.contains(where: \.needsPreActivations), linear: linear)
    scratch = (workspace, observers)
    return (workspace, observers)
  }
}
