import Store
import Support

/// What evaluations of the store's methods found: the data of `evaluations.mustache`.
struct EvaluationSection {
  /// An evaluation by masking or by deletion.
  let curves: [EvaluationCurves]

  /// The section; nil where the store has no evaluation.
  init?(_ evaluations: [Evaluation]) {
    curves = EvaluationCurves.all(evaluations)
    if curves.isEmpty { return nil }
  }
}
