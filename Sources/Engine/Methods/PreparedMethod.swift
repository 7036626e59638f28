/// A method, or several that one pass computes together, with what is prepared of a model's weights at load time. Immutable: shared by all workers.
///
/// A method that runs the encoder once more, or backwards, does so in its observer's `attributions`, when the workspace's layers have all been seen.
protocol PreparedMethod: Sendable {
  /// Prepares `layers` `[L]`, side by side with `concurrently`.
  init(_ layers: [LayerWeights], precision: Precision) throws

  /// A worker's part, with scratch memory for batches up to that capacity.
  func makeObserver(_ capacity: BatchCapacity) -> any AttributionObserver
}

/// A method's part of one worker. It watches the layers of a batch, then says what each text's tokens count for.
protocol AttributionObserver: LayerObserver {
  /// The layers of a batch come next.
  func begin(_ batch: PackedBatch, keepsLayers: Bool)

  /// What the method says about the text at that place of the batch, whose layers are all done.
  func attributions(ofText index: Int) -> [Attribution]
}

extension AttributionMethod {
  /// Prepares methods; those that one pass computes together become one.
  static func prepare(_ methods: [AttributionMethod], _ layers: [LayerWeights], precision: Precision) throws -> [any PreparedMethod] {
    var prepared: [any PreparedMethod] = []
    if methods.contains(.nEnc) { prepared.append(try NEnc(layers, precision: precision)) }
    return prepared
  }
}
