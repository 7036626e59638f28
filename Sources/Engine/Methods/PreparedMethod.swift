/// One method, or several that share one pass, with the data that is computed from the weights at load time. Immutable, and shared by all
/// workers.
///
/// A method that needs further forward passes or a backward pass runs them in `didClassify` of its observer, after the layers.
protocol PreparedMethod: Sendable {
  /// Creates the observer for one worker, with scratch memory for batches up to this capacity.
  func makeObserver(_ capacity: BatchCapacity) -> any AttributionObserver

  /// The number of steps that a text takes after the layers, as far as its tokens tell; nil for a method that is done with the layers.
  func steps(of encoding: Encoding) -> Int?
}

/// The part of a method for one worker: it observes the layers of a batch, and then computes the attributions of the texts.
protocol AttributionObserver: LayerObserver {
  /// Called before the layers of a batch.
  func begin(_ batch: PackedBatch, keepsLayers: Bool)

  /// Called after all layers, with what the classifier gives for the texts. Methods that need a backward pass run it here, and count
  /// their steps.
  /// - Throws: `GivenUp` where nobody waits for the texts any more.
  func didClassify(_ batch: ClassifiedBatch, counting count: StepCount) throws(GivenUp)

  /// The attributions of the text at this index of the batch. Called after `didClassify`.
  func attributions(ofText index: Int) -> [Attribution]
}

extension PreparedMethod {
  func steps(of encoding: Encoding) -> Int? { nil }
}

extension AttributionObserver {
  func didClassify(_ batch: ClassifiedBatch, counting count: StepCount) throws(GivenUp) {}
}

extension AttributionMethod {
  /// Prepares methods. Methods that share one pass are prepared as one.
  /// - Parameters:
  ///   - methods: The methods; the methods with matrices give their attributions first, then the methods with a backward pass, each kind in this order, and at
  ///     last DecompX and Occlusion.
  ///   - parts: The model.
  ///   - options: The aggregations of matrices, the classes of signed methods, and the steps of Integrated Gradients, and the
  ///     memory of DecompX.
  /// - Returns: The prepared methods.
  /// - Throws: `EngineError` where a tensor is missing or has another shape, or where a method needs a classifier and there is none.
  static func prepare(_ methods: [AttributionMethod], _ parts: ModelParts, _ options: MethodOptions) throws -> [any PreparedMethod] {
    var prepared: [any PreparedMethod] = []
    let matrices = methods.compactMap(LocalMatrix.init)
    if !matrices.isEmpty { prepared.append(try LocalMatrices(matrices, options.aggregates, parts.layers, precision: parts.precision)) }
    if let backward = try BackwardWeights(parts, rules: Set(methods.compactMap(\.rule))) {
      let ofOnePass = methods.filter { $0.rule != nil && $0 != .integratedGradients }
      if !ofOnePass.isEmpty { prepared.append(OneBackwardPass(weights: backward, methods: ofOnePass, classes: options.classes)) }
      if methods.contains(.integratedGradients) { prepared.append(IntegratedGradients(backward, parts, options)) }
    }
    if methods.contains(.decompX) { prepared.append(try DecompX(parts, options)) }
    if methods.contains(.occlusion) { prepared.append(try Occlusion(parts, options)) }
    return prepared
  }
}
