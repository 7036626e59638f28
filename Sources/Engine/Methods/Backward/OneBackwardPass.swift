/// The methods that need one backward pass for each class: DecompX in linear time, and the gradient times the input.
struct OneBackwardPass: PreparedMethod {
  let weights: BackwardWeights
  /// Some of decompx-linear, gradient-input and gradient-norm.
  let methods: [AttributionMethod]
  let classes: ClassChoice

  /// The rules of the passes.
  var rules: Set<BackwardRule> { Set(methods.compactMap(\.rule)) }

  func makeObserver(_ capacity: BatchCapacity) -> any AttributionObserver { OneBackwardPassObserver(self, capacity) }

  /// A step is a backward pass. Of the classes that depend on the logits, as many are expected as there are with equal logits.
  func steps(of encoding: Encoding) -> Int? {
    let chosen = classes.classes(logits: weights.configuration.labels.map { _ in 0 }, gold: nil).count
    let gradients = methods.contains(.gradientInput) ? chosen : methods.contains(.gradientNorm) ? 1 : 0
    return gradients + (methods.contains(.decompXLinear) ? chosen : 0)
  }
}
