/// DecompX for the batches of one worker: it keeps what the layers show, and after the classifier maps the parts of one text after the other.
final class DecompXObserver: RecordingObserver {
  private let method: DecompX
  let record: BackwardRecord
  private let pass: DecompXPass
  /// The attributions of each text of the batch; none of a text that needs more memory than the method has.
  private var attributions: [[Attribution]] = []

  init(_ method: DecompX, _ capacity: BatchCapacity) {
    self.method = method
    record = BackwardRecord(
      method.configuration, norms: method.layers.map { ($0.attentionLayerNorm, $0.outputLayerNorm) }, rules: [.frozen], capacity)
    pass = DecompXPass(method, record)
  }

  func attributions(ofText index: Int) -> [Attribution] { attributions[index] }

  func didClassify(_ batch: ClassifiedBatch, counting count: StepCount) throws(GivenUp) {
    attributions = try batch.batch.texts.indices.map { (index) throws(GivenUp) -> [Attribution] in
      let classes = method.classes.classes(logits: batch.logits[index], gold: batch.gold[index])
      guard !classes.isEmpty, DecompX.bytes(tokens: batch.batch.texts[index].count, method.configuration) <= method.memory else {
        return []
      }
      let scores = try pass.run(textAt: index, hidden: batch.hidden, counting: count)
      return classes.map { number in
        Attribution(.decompX, classIndex: number, scores: scores.map { $0[number] }, logit: Double(batch.logits[index][number]))
      }
    }
  }
}
