/// One method, or several that share one pass, with the data that is computed from the weights at load time. Immutable, and shared by all
/// workers.
///
/// A method that needs a second forward pass or a backward pass runs it in `attributions` of its observer, after the layers.
protocol PreparedMethod: Sendable {
  /// Prepares the method for `layers` `[L]`, several of them at a time with `concurrently`.
  init(_ layers: [LayerWeights], precision: Precision) throws

  /// Creates the observer for one worker, with scratch memory for batches up to this capacity.
  func makeObserver(_ capacity: BatchCapacity) -> any AttributionObserver
}

/// The part of a method for one worker: it observes the layers of a batch, and then computes the attributions of the texts.
protocol AttributionObserver: LayerObserver {
  /// Called before the layers of a batch.
  func begin(_ batch: PackedBatch, keepsLayers: Bool)

  /// The attributions of the text at this index of the batch. Called after all layers.
  func attributions(ofText index: Int) -> [Attribution]
}

extension AttributionMethod {
  /// Prepares methods. Methods that share one pass are prepared as one.
  static func prepare(_ methods: [AttributionMethod], _ layers: [LayerWeights], precision: Precision) throws -> [any PreparedMethod] {
    var prepared: [any PreparedMethod] = []
    if methods.contains(.nEnc) { prepared.append(try NEnc(layers, precision: precision)) }
    return prepared
  }
}
