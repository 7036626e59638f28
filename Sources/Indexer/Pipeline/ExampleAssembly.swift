import Engine
import Store
import Support

/// Assembles an example from its row, its tokens and the results of the model.
struct ExampleAssembly: Sendable {
  private let pieces: VocabularyPieces
  private let classNames: [String]
  private let problemType: ModelConfiguration.ProblemType
  private let hasHead: Bool

  init(model: AttributionModel) {
    pieces = VocabularyPieces(of: model.tokenizer)
    classNames = model.configuration.labels
    problemType = model.configuration.problemType
    hasHead = model.hasHead
  }

  /// The outcome for a text or window that the model has processed.
  enum Outcome {
    /// A complete example for the store.
    case example(PackedExample)
    /// A window; other windows of its text are not finished.
    case waiting
    /// The model's result is not finite. A text with several windows gives this outcome once, with its last window.
    case notFinite
  }

  /// The outcome for a text or window; with a text's last window, the outcome of the text.
  /// - Parameters:
  ///   - row: The row with the tokens of its whole text.
  ///   - window: The window that the model received; nil for the whole text.
  ///   - explanation: The results of the model for the text or window.
  ///   - form: The form of the store.
  /// - Returns: The outcome.
  func finish(_ row: TokenizedRow, window: TextWindow?, _ explanation: Explanation, form: ExampleForm) -> Outcome {
    let results = results(of: explanation)
    let isSound = explanation.isFinite && results.allSatisfy(\.isStorable)
    guard let window else {
      return isSound ? .example(PackedExample(example(row, logits: explanation.logits), results: results, form: form)) : .notFinite
    }
    let (text, index) = (window.text, window.index)
    let finished = isSound ? self.window(of: text, index: index, explanation, results, form: form) : nil
    guard let windows = text.finish(finished, index: index) else { return .waiting }
    guard windows.count == text.windows.count else { return .notFinite }
    return .example(joined(row, windows, form: form))
  }

  /// The example of a text with these logits. Its tokens have no scores: the attributions beside it have them.
  func example(_ tokenized: TokenizedRow, logits: [Float]) -> Example {
    let (row, encoding) = (tokenized.row, tokenized.encoding)
    let prediction = prediction(logits)
    return Example(
      row: row.place.row, id: row.id, text: row.text, pair: row.pair, labels: row.labels ?? row.label.map { [$0] },
      logits: hasHead ? logits : [], predicted: prediction.label.map { classNames[$0] }, confidence: prediction.confidence,
      value: prediction.value, isTruncated: encoding.isTruncated, tokens: tokens(encoding), kept: row.kept)
  }

  /// The attributions of a text or window, by the names that a store knows.
  func results(of explanation: Explanation) -> [AttributionResult] {
    explanation.attributions.map { attribution in
      AttributionResult(
        Method(attribution), className: problemType == .regression ? nil : attribution.classIndex.map { classNames[$0] },
        scores: attribution.scores, bias: attribution.bias, logit: attribution.logit, final: attribution.final,
        layers: attribution.layers)
    }
  }

  /// The example of a text that was split into windows: its logits are the mean of the windows' logits, and its prediction follows from
  /// them.
  private func joined(_ row: TokenizedRow, _ windows: [PackedWindow], form: ExampleForm) -> PackedExample {
    let records = windows.map(\.record)
    return PackedExample(
      example(row, logits: Self.mean(records.map(\.logits))), results: AttributionResult.joined(of: records, count: row.encoding.count),
      windows: windows, form: form)
  }

  private func window(of text: CutText, index: Int, _ explanation: Explanation, _ results: [AttributionResult], form: ExampleForm)
    -> PackedWindow
  {
    let prediction = prediction(explanation.logits)
    let record = WindowRecord(
      first: text.windows[index].lowerBound, results: results, logits: hasHead ? explanation.logits : [],
      predicted: prediction.label.map { classNames[$0] }, confidence: prediction.confidence, value: prediction.value)
    return PackedWindow(record, form: form)
  }

  private func prediction(_ logits: [Float]) -> Prediction { Prediction(logits: hasHead ? logits : [], problemType: problemType) }

  /// The mean of each class's logits over the windows of a text. `[C]`
  static func mean(_ logits: [[Float]]) -> [Float] {
    guard let first = logits.first else { return [] }
    return first.indices.map { index in Float(logits.reduce(0) { $0 + Double($1[index]) } / Double(logits.count)) }
  }

  /// The tokens of a text, without scores.
  func tokens(_ encoding: Encoding) -> [ExampleToken] {
    let pieces = pieces.pieces(encoding.inputIDs)
    return encoding.inputIDs.indices.map { position in
      ExampleToken(
        id: encoding.inputIDs[position], piece: pieces[position], segment: encoding.segments[position], offsets: encoding.offsets[position],
        score: 0)
    }
  }
}

extension Method {
  /// The method of an attribution, as a store names it.
  fileprivate init(_ attribution: Attribution) {
    self.init(
      name: attribution.method.rawValue, aggregate: attribution.aggregate.map { Aggregate(rawValue: $0.rawValue) },
      isSigned: attribution.method.isSigned)
  }
}
