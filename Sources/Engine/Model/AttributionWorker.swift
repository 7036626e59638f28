/// Runs packed batches through a model. Owns its scratch memory, so it serves one thread at a time.
public final class AttributionWorker {
  private let model: AttributionModel
  private let linear: LinearContext
  private var workspace: Workspace?
  private var longestText = 0

  init(_ model: AttributionModel) {
    self.model = model
    linear = LinearContext()
  }

  /// Predicts and explains texts, packed back to back into one batch. Each result depends on its own text alone, bitwise.
  /// - Precondition: all texts share one `rows(forLength:)`, which their tokens do not exceed in sum, and none is empty.
  public func run(_ batch: [Encoding], keepLayers: Bool = false) -> [Attribution] {
    guard let first = batch.first else { return [] }
    let rows = model.rows(forLength: first.count)
    let total = batch.reduce(0) { $0 + $1.count }
    precondition(batch.allSatisfy { model.rows(forLength: $0.count) == rows && $0.count > 0 }, "texts of different length classes")
    precondition(total <= rows, "\(total) tokens in a batch of \(rows) rows")

    let texts = PackedText.layOut(batch.map(\.count))
    let w = prepareWorkspace(rows: rows, longestText: texts.reduce(0) { max($0, $1.count) })
    model.embeddings.run(batch, rows: rows, in: w, into: w.hidden)

    var rollouts = [Rollout](repeating: Rollout(), count: batch.count)
    var locals = [[ScaledMatrix]](repeating: [], count: batch.count)
    for layer in model.layers {
      layer.run(texts, rows: rows, in: w, explains: model.explains)
      guard model.explains else { continue }
      for (index, text) in texts.enumerated() {
        if keepLayers { locals[index].append(localMatrix(text, w)) }
        step(&rollouts[index], text, w)
      }
      swap(&w.rollout, &w.nextRollout)
    }
    return texts.indices.map { index in
      let text = texts[index]
      let logits = model.head?.logits(w.hidden, row: text.start, size: model.configuration.hiddenSize) ?? []
      guard model.explains else {
        return Attribution(logits: logits, final: ScaledMatrix(size: 0, values: [], exponent: 0), scores: [], layers: [])
      }
      let final = rollouts[index].matrix(w.rollout.pointer + text.matrix, size: text.count, padded: text.padded)
      return Attribution(logits: logits, final: final, scores: Self.scores(final), layers: locals[index])
    }
  }

  /// One more layer of one text's rollout, from `workspace.rollout` to `workspace.nextRollout`.
  private func step(_ rollout: inout Rollout, _ text: PackedText, _ w: Workspace) {
    setScale(text, w, factor: rollout.factor)
    let isFirst = !rollout.hasBegun
    rollout.advance(
      top: isFirst
        ? Kernels.scaleRows(w.pairs, by: w.scale, text, into: w.nextRollout)
        : Kernels.rolloutStep(w.pairs, by: w.scale, w.rollout, text, into: w.nextRollout))
  }

  private func localMatrix(_ text: PackedText, _ w: Workspace) -> ScaledMatrix {
    setScale(text, w, factor: 1)
    var local = Rollout()
    local.advance(top: Kernels.scaleRows(w.pairs, by: w.scale, text, into: w.nextRollout))
    return local.matrix(w.nextRollout.pointer + text.matrix, size: text.count, padded: text.padded)
  }

  /// `scale_i = factor / (s1_i s2_i)` over the rows of one text.
  private func setScale(_ text: PackedText, _ w: Workspace, factor: Float) {
    for row in text.start..<text.start + text.count {
      w.scale.pointer[row] = factor / (w.deviation1.pointer[row] * w.deviation2.pointer[row])
    }
  }

  /// Row 0 divided by its sum; all 0 where the row is.
  private static func scores(_ final: ScaledMatrix) -> [Float] {
    let row = final.values.prefix(final.size)
    let sum = row.reduce(0) { $0 + Double($1) }
    return row.map { sum == 0 ? 0 : Float(Double($0) / sum) }
  }

  private func prepareWorkspace(rows: Int, longestText: Int) -> Workspace {
    if let workspace, workspace.rows >= rows, self.longestText >= longestText { return workspace }
    // Short texts share one size, so that the first long one of them does not make the others' memory anew.
    self.longestText = max(self.longestText, longestText, min(LengthClass.sharedLength, rows))
    let larger = Workspace(
      model.configuration, precision: model.precision, rows: max(rows, workspace?.rows ?? 0), longestText: self.longestText,
      explains: model.explains, linear: linear)
    workspace = larger
    return larger
  }
}
