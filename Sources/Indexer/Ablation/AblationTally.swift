import Store
import Support

/// What became of the words of an ablation.
struct AblationTally {
  /// Words that no text holds.
  var absent: [String] = []
  /// Number of words whose very results the store had.
  var known = 0
  private var words = 0
  private var texts = 0
  private var flips = 0

  /// Counts a word.
  mutating func add(_ results: [Evaluation]) {
    words += 1
    texts += results.first { $0.metric == "flip_rate" }?.examples ?? 0
    flips += results.filter { $0.metric == "flips" }.reduce(0) { $0 + Int($1.value ?? 0) }
  }

  /// Adds the numbers to a JSON object; their names are a contract.
  func add(to object: inout JSONObjectText) {
    object.add("words", words)
    object.add("known", known)
    object.add("absent", absent.count)
    object.add("texts", texts)
    object.add("changed", flips)
  }

  /// One line.
  var text: String {
    func count(_ number: Int) -> String { "\(number.grouped) word\(number == 1 ? "" : "s")" }
    let kept = known > 0 ? "\(count(known)) \(known == 1 ? "was" : "were") done before" : nil
    let done = words > 0 ? "took out \(count(words)): \(flips.grouped) of \(texts.grouped) predictions changed" : nil
    let parts = [done, kept].compactMap { $0 }
    return parts.isEmpty ? "took out no word" : parts.joined(separator: "; ")
  }
}
