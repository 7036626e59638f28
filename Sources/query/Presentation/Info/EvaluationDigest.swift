import Foundation
import Store
import Support

/// The evaluations of a store in one line.
struct EvaluationDigest {
  private let evaluations: [Evaluation]

  init(_ evaluations: [Evaluation]) { self.evaluations = evaluations }

  /// The methods' AOPC, the highest first, for each way to mask, and the number of words that were taken out.
  var text: String {
    let maskings = evaluations.filter { $0.metric == "aopc" }.compactMap(\.masking).withoutRepetitions
    let curves = maskings.compactMap { masking -> String? in
      let ranked = evaluations.filter { $0.metric == "aopc" && $0.masking == masking }.sorted { $0.value ?? 0 > $1.value ?? 0 }
      guard let first = ranked.first else { return nil }
      let names = ranked.map { result in
        "\(result.name) \(EvaluationText.number(result.value ?? 0))"
      }
      return
        "AOPC of \(Counted.text(first.examples, "text")), \(masking == "mask" ? "masked" : "deleted"): \(names.joined(separator: ", "))"
    }
    let words = Set(evaluations.compactMap(\.word).map(ExactString.init)).count
    let parts = curves + (words > 0 ? ["\(Counted.text(words, "word")) taken out"] : [])
    return parts.isEmpty ? "none" : parts.joined(separator: "; ") + " (globenc-query evaluation)"
  }
}
