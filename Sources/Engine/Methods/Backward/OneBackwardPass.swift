/// The methods that need one backward pass for each class: DecompX in linear time, and the gradient times the input.
struct OneBackwardPass: PreparedMethod {
  let weights: BackwardWeights
  /// Some of decompx-linear, gradient-input and gradient-norm.
  let methods: [AttributionMethod]
  let classes: ClassChoice

  /// The rules of the passes.
  var rules: Set<BackwardRule> { Set(methods.compactMap(\.rule)) }

  func makeObserver(_ capacity: BatchCapacity) -> any AttributionObserver { OneBackwardPassObserver(self, capacity) }
}
