import Engine
import Store
import Support

/// The model of a store, opened to compute the store's scores again.
struct RecomputingModel: Sendable {
  let model: AttributionModel
  /// The classes that the model explains; the gold class of a pass is among them.
  let classes: ClassChoice

  /// A pass of the model over a text or window.
  struct Pass: Sendable {
    let encoding: Encoding
    /// The class that this pass explains besides those that every pass explains.
    let gold: Int?
    /// The stored scores that the pass gives again, without matrices.
    let stored: [AttributionResult]
    /// Whether it is the first pass over its text or window, which is compared in all that does not depend on the class.
    let isFirst: Bool
  }

  /// The passes that give the stored scores of a text or window again: one, but for a text with scores for several classes that were chosen
  /// for this text. Scores by methods of other programs are left out.
  func passes(over encoding: Encoding, for stored: [AttributionResult]) -> [Pass] {
    let computed = stored.filter { result in model.methods.contains { $0.rawValue == result.method.name } }
    let chosen = Set(computed.compactMap { index(of: $0.className) }).filter { !classes.isAll && !classes.indices.contains($0) }.sorted()
    guard chosen.count > 1 else { return [Pass(encoding: encoding, gold: chosen.first, stored: computed, isFirst: true)] }
    return chosen.enumerated().map { number, gold in
      let own = computed.filter { result in
        index(of: result.className).map { chosen.contains($0) ? $0 == gold : number == 0 } ?? (number == 0)
      }
      return Pass(encoding: encoding, gold: gold, stored: own, isFirst: number == 0)
    }
  }

  /// The attribution that corresponds to a stored one; nil where the model gives none.
  func attribution(of explanation: Explanation, for stored: AttributionResult) -> Attribution? {
    let number = index(of: stored.className)
    guard stored.className == nil || number != nil else { return nil }
    return explanation.attributions.first {
      $0.method.rawValue == stored.method.name && $0.aggregate?.rawValue == stored.method.aggregate?.rawValue
        && (number == nil || $0.classIndex == number)
    }
  }

  private func index(of className: String?) -> Int? {
    className.flatMap { name in model.configuration.labels.firstIndex { ExactString($0) == ExactString(name) } }
  }
}
