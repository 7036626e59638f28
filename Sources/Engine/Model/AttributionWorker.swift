import Support

/// Runs packed batches through a model. A worker owns its scratch memory, so one thread at a time may use it.
public final class AttributionWorker {
  private let model: AttributionModel
  private let linear: LinearContext
  private var capacity = BatchCapacity()
  /// Scratch memory for `capacity`.
  private var scratch: (workspace: EncoderWorkspace, observers: [any AttributionObserver])?

  init(_ model: AttributionModel) {
    self.model = model
    linear = LinearContext()
  }

  /// Predicts and explains texts, packed into one batch. The result of a text depends on that text alone, bitwise.
  /// - Precondition: All texts have the same `rows(forLength:)`; together they have at most that many tokens; none is empty.
  public func run(_ encodings: [Encoding], keepLayers: Bool = false) -> [Explanation] {
    guard let first = encodings.first else { return [] }
    let rows = model.rows(forLength: first.count)
    precondition(encodings.allSatisfy { model.rows(forLength: $0.count) == rows && $0.count > 0 }, "texts of different length classes")
    let batch = PackedBatch(encodings.map(\.count), rows: rows)
    let (workspace, observers) = scratch(for: batch)
    for observer in observers { observer.begin(batch, keepsLayers: keepLayers) }
    model.encoder.run(encodings, batch, in: workspace, observers: observers)
    return batch.texts.enumerated().map { index, text in
      Explanation(
        logits: model.head?.logits(workspace.hidden, row: text.start, size: model.configuration.hiddenSize) ?? [],
        attributions: observers.flatMap { $0.attributions(ofText: index) })
    }
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
