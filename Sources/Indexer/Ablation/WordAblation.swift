import Engine
import Foundation
import Store
import Support

/// Takes a word out of the texts that hold it, asks the model again, and counts the predictions that change. What changes without a random
/// other word of the same texts stands beside it: the difference of "the word occurs with this prediction" and "the word causes it".
struct WordAblation {
  /// The metrics of an ablation.
  static let metrics: Set<String> = [
    "flips", "flip_rate", "flip_rate_random", "logit_change", "logit_change_random", "logit_change_difference", "logit_change_p",
  ]
  /// The method of the results.
  static let method = "ablation"

  /// What became of a word.
  enum Outcome {
    /// No text holds it.
    case absent
    /// The store has these very results.
    case known
    /// The results, from so many texts.
    case done([Evaluation])
    /// A signal ended the work.
    case stopped
  }

  let store: AttributionStore
  let runner: BatchRunner
  /// Largest number of texts of a word.
  let sample: Int
  let seed: UInt64

  /// Takes a word out of its texts.
  /// - Throws: `StoreError` where the store cannot be read.
  func run(_ word: String) throws -> Outcome {
    let texts = try texts(with: word)
    guard !texts.isEmpty else { return .absent }
    let options = JSONOutput.object([("texts", .text(fingerprint(of: texts)))]).text
    let others = texts.compactMap(\.withoutOther)
    let known = try store.evaluations().filter {
      $0.word.map(ExactString.init) == ExactString(word) && $0.options == options && $0.sample == sample
        && $0.seed == Int64(bitPattern: seed)
    }
    // Results of an older version have no p-value.
    let needed = others.isEmpty ? ["flip_rate"] : ["flip_rate", "logit_change_p"]
    if needed.allSatisfy({ metric in known.contains { $0.metric == metric } }) { return .known }
    guard let answers = try runner.results(of: texts.map(\.whole) + texts.map(\.without) + others, explains: false)?.map(\.logits) else {
      return .stopped
    }
    return .done(results(word, texts, answers, options))
  }

  /// A sample of the texts that hold the word and were not cut into windows.
  private func texts(with word: String) throws -> [AblatedText] {
    var ids: [String] = []
    try store.forEachExample(ExampleFilter(word: word)) { if $0.windows == 1 { ids.append($0.id) } }
    var numbers = SeededNumbers(seed: seed)
    var chosen: [AblatedText] = []
    var drawing = SequentialSample(sample, of: ids.count)
    for id in ids where drawing.takes(using: &numbers) {
      guard let example = try store.example(id: id) else { continue }
      if let text = AblatedText(example, without: word, runner.model.tokenizer, seed: seed) { chosen.append(text) }
    }
    return chosen
  }

  private func fingerprint(of texts: [AblatedText]) -> String {
    var hash = FNV1a()
    hash.add(runner.model.fingerprint)
    for text in texts {
      hash.add(text.id)
      for id in text.whole.inputIDs + text.without.inputIDs { hash.add(bytesOf: UInt32(bitPattern: id)) }
    }
    return String(hash.value, radix: 16)
  }

  private func results(_ word: String, _ texts: [AblatedText], _ answers: [[Float]], _ options: String) -> [Evaluation] {
    let names = store.settings.labels
    let type = runner.model.configuration.problemType
    func label(_ logits: [Float]) -> Int { Prediction(logits: logits, problemType: type).label ?? 0 }
    var (flips, otherFlips) = ([Int: Int](), 0)
    var (changes, otherChanges) = ([Double](), [Double]())
    var next = 2 * texts.count
    for (index, text) in texts.enumerated() {
      let (whole, without) = (answers[index], answers[texts.count + index])
      let before = label(whole)
      if label(without) != before { flips[label(without), default: 0] += 1 }
      changes.append(Double(without[before]) - Double(whole[before]))
      guard text.withoutOther != nil else {
        otherChanges.append(.nan)
        continue
      }
      if label(answers[next]) != before { otherFlips += 1 }
      otherChanges.append(Double(answers[next][before]) - Double(whole[before]))
      next += 1
    }
    let date = Date()
    func result(_ metric: String, _ value: Double?, _ interval: ConfidenceInterval?, _ count: Int, className: String? = nil) -> Evaluation {
      Evaluation(
        method: Self.method, className: className, metric: metric, word: word, value: value, interval: interval.map { $0.lower...$0.upper },
        examples: count, masking: TokenMasking.delete.rawValue, sample: sample, seed: Int64(bitPattern: seed), options: options,
        madeAt: date)
    }
    func rate(_ metric: String, _ count: Int, of total: Int) -> [Evaluation] {
      Estimate(count: count, of: total).map { [result(metric, $0.value, $0.interval, total)] } ?? []
    }
    let differences = zip(changes, otherChanges).map { $0 - $1 }
    let columns = [changes, otherChanges, differences]
    let means = zip(
      ["logit_change", "logit_change_random", "logit_change_difference"], Bootstrap.means(of: columns, seed: seed)
    ).compactMap { metric, mean in mean.map { result(metric, $0.value, $0.interval, $0.count) } }
    // A text without another word has no difference.
    let pairs = differences.filter(\.isFinite)
    let chance = SignFlip.pValue(of: pairs).map { [result("logit_change_p", $0, nil, pairs.count)] } ?? []
    let directions = flips.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { index, count in
      result("flips", Double(count), nil, texts.count, className: names[index])
    }
    return rate("flip_rate", flips.values.reduce(0, +), of: texts.count)
      + rate("flip_rate_random", otherFlips, of: next - 2 * texts.count) + directions + means + chance
  }
}
