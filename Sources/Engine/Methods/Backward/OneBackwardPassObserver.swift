/// The methods of ``OneBackwardPass`` for the batches of one worker.
///
/// It keeps what the layers show, and after the classifier runs back once for each rule and class.
final class OneBackwardPassObserver: RecordingObserver {
  private let method: OneBackwardPass
  let record: BackwardRecord
  private let pass: BackwardPass
  /// The attributions of each text of the batch.
  private var attributions: [[Attribution]] = []

  init(_ method: OneBackwardPass, _ capacity: BatchCapacity) {
    self.method = method
    record = BackwardRecord(method.weights, rules: method.rules, capacity)
    pass = BackwardPass(method.weights, record, rules: method.rules, capacity, LinearContext())
  }

  func attributions(ofText index: Int) -> [Attribution] { attributions[index] }

  func didClassify(_ batch: ClassifiedBatch, counting count: StepCount) throws(GivenUp) {
    attributions = Array(repeating: [], count: batch.logits.count)
    let chosen = zip(batch.logits, batch.gold).map { method.classes.classes(logits: $0, gold: $1) }
    if method.methods.contains(.decompXLinear) {
      try run(.frozen, chosen, batch, count) { text, number in add(.decompXLinear, text, number, batch) }
    }
    let hasInput = method.methods.contains(.gradientInput)
    let hasNorm = method.methods.contains(.gradientNorm)
    guard hasInput || hasNorm else { return }
    let predicted = batch.logits.map(ClassChoice.highest)
    // The pass of the predicted class gives the norms, too.
    let needed = zip(hasInput ? chosen : Array(repeating: [], count: chosen.count), predicted).map { classes, predicted in
      hasNorm ? Set(classes + [predicted].compactMap { $0 }).sorted() : classes
    }
    var norms: [Attribution?] = Array(repeating: nil, count: needed.count)
    try run(.gradient, needed, batch, count) { text, number in
      if hasNorm, number == predicted[text] { norms[text] = Attribution(.gradientNorm, sizes: row(pass.norms, text)) }
      if hasInput, chosen[text].contains(number) { add(.gradientInput, text, number, batch) }
    }
    for (text, attribution) in norms.enumerated() {
      if let attribution { attributions[text].append(attribution) }
    }
  }

  /// Runs a pass for the first class of each text, then for the second of each text, and so on, and calls `body` with each text and class
  /// while their results are in the buffers of the pass.
  private func run(
    _ rule: BackwardRule, _ classes: [[Int]], _ batch: ClassifiedBatch, _ count: StepCount, _ body: (Int, Int) -> Void
  ) throws(GivenUp) {
    for place in 0..<(classes.map(\.count).max() ?? 0) {
      let current = classes.map { $0.indices.contains(place) ? $0[place] : nil }
      pass.run(rule, classes: current, hidden: batch.hidden)
      for (text, number) in current.enumerated() {
        if let number { body(text, number) }
      }
      try count.did(current.count { $0 != nil })
    }
  }

  private func add(_ name: AttributionMethod, _ text: Int, _ number: Int, _ batch: ClassifiedBatch) {
    attributions[text].append(
      Attribution(name, classIndex: number, scores: row(pass.sums, text), logit: Double(batch.logits[text][number])))
  }

  /// The numbers of a text's tokens.
  private func row(_ buffer: FloatBuffer, _ index: Int) -> [Float] {
    let text = record.batch.texts[index]
    return Array(UnsafeBufferPointer(start: buffer.pointer + text.start, count: text.count))
  }
}
