/// Occlusion for the batches of one worker. The masked texts of a batch have forward passes of their own, as many of them in one batch of
/// the same number of rows as fit.
final class OcclusionObserver: AttributionObserver {
  /// A text with a word masked.
  private struct Masked {
    /// The text's place in the batch.
    let text: Int
    /// The word's place in the text.
    let word: Int
    let encoding: Encoding
  }

  private let method: Occlusion
  private let workspace: EncoderWorkspace
  private var attributions: [[Attribution]] = []

  init(_ method: Occlusion, _ capacity: BatchCapacity) {
    self.method = method
    workspace = EncoderWorkspace(
      method.configuration, precision: method.precision, capacity: capacity, keepsPreActivations: false, linear: LinearContext())
  }

  func begin(_ batch: PackedBatch, keepsLayers: Bool) {}

  func attributions(ofText index: Int) -> [Attribution] { attributions[index] }

  func didClassify(_ batch: ClassifiedBatch, counting count: StepCount) throws(GivenUp) {
    let words = batch.encodings.map(method.words(of:))
    let classes = zip(batch.logits, batch.gold).map { method.classes.classes(logits: $0, gold: $1) }
    var logits = words.map { $0.map { _ in [Float]() } }
    var waiting: [Masked] = []
    var tokens = 0
    for (text, encoding) in batch.encodings.enumerated() where !classes[text].isEmpty {
      for (word, range) in words[text].enumerated() {
        if tokens + encoding.count > batch.batch.rows {
          try run(waiting, rows: batch.batch.rows, &logits, count)
          (waiting, tokens) = ([], 0)
        }
        waiting.append(Masked(text: text, word: word, encoding: method.masked(encoding, range)))
        tokens += encoding.count
      }
    }
    try run(waiting, rows: batch.batch.rows, &logits, count)
    attributions = batch.logits.enumerated().map { text, whole in
      classes[text].map { number in
        var scores = [Float](repeating: 0, count: batch.encodings[text].count)
        for (word, masked) in zip(words[text], logits[text]) {
          let drop = Double(whole[number]) - Double(masked[number])
          for position in word { scores[position] = Float(drop / Double(word.count)) }
        }
        return Attribution(.occlusion, classIndex: number, scores: scores, logit: Double(whole[number]))
      }
    }
  }

  /// Runs masked texts, and keeps their logits.
  private func run(_ masked: [Masked], rows: Int, _ logits: inout [[[Float]]], _ count: StepCount) throws(GivenUp) {
    guard !masked.isEmpty else { return }
    let batch = PackedBatch(masked.map(\.encoding.count), rows: rows)
    method.encoder.run(masked.map(\.encoding), batch, in: workspace, observers: [])
    for (entry, text) in zip(masked, batch.texts) {
      logits[entry.text][entry.word] = method.head.logits(workspace.hidden, row: text.start, size: method.configuration.hiddenSize)
    }
    try count.did(masked.count)
  }
}
