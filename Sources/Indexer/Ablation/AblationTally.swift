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

  /// One line.
  var text: String {
    let kept = known > 0 ? " (\(known.grouped) more were done before)" : ""
    return "took out \(words.grouped) word\(words == 1 ? "" : "s")\(kept): \(flips.grouped) of \(texts.grouped) predictions changed"
  }
}
