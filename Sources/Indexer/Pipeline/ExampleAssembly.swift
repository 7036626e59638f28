import Engine
import Store
import Support

/// Assembles an example from its row, its tokens and the results of the model.
struct ExampleAssembly: Sendable {
  private let pieces: VocabularyPieces
  private let classNames: [String]
  private let problemType: ModelConfiguration.ProblemType
  private let hasHead: Bool
  /// The classes that signed methods explain.
  private let classes: ClassChoice
  private let omissions: MethodOmissions?

  /// - Parameters:
  ///   - model: The model.
  ///   - classes: The classes that signed methods explain. Where they depend on the text, the model also explains the gold class that a
  ///     window is given.
  ///   - omissions: The texts that methods leave out; nil where texts are never cut into windows.
  init(model: AttributionModel, classes: ClassChoice = .all, omissions: MethodOmissions? = nil) {
    (self.classes, self.omissions) = (classes, omissions)
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
    /// The last window of a text, of which some windows lack scores for the class that these windows get as their gold class.
    case lacking(class: Int, windows: [Int])
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
    if window.isRepeated {
      guard let (windows, further) = text.finish(again: isSound ? results : nil, index: index) else { return .waiting }
      guard windows.count == text.windows.count else { return .notFinite }
      return .example(joined(row, explaining(windows, further, gold: window.gold, form: form), form: form))
    }
    let finished = isSound ? self.window(of: text, index: index, explanation, results, form: form) : nil
    guard let windows = text.finish(finished, index: index) else { return .waiting }
    guard windows.count == text.windows.count else { return .notFinite }
    // At most the class that the mean logits predict is not among those of some window.
    for chosen in chosenClasses(ofTextWith: windows, gold: window.gold) {
      let lacking = windows.indices.filter { index in
        let signed = windows[index].record.results.filter(\.method.isSigned)
        return !signed.isEmpty && !signed.contains { $0.className == classNames[chosen] }
      }
      guard !lacking.isEmpty else { continue }
      text.expect(lacking.count)
      return .lacking(class: chosen, windows: lacking)
    }
    return .example(joined(row, explaining(windows, [:], gold: window.gold, form: form), form: form))
  }

  /// The classes whose logits signed methods explain for a whole text, as indices of the logits; none where the classes do not depend on the
  /// text.
  private func chosenClasses(ofTextWith windows: [PackedWindow], gold: Int?) -> [Int] {
    guard !classes.isAll, classes.hasPredicted || classes.hasGold, problemType != .regression else { return [] }
    return classes.classes(logits: Self.mean(windows.map(\.record.logits)), gold: gold)
  }

  /// The windows with the signed scores for the classes of the whole text, and no others: the windows by themselves may have other predicted
  /// classes.
  private func explaining(_ windows: [PackedWindow], _ further: [Int: [AttributionResult]], gold: Int?, form: ExampleForm) -> [PackedWindow]
  {
    let wanted = chosenClasses(ofTextWith: windows, gold: gold).map { classNames[$0] }
    guard !wanted.isEmpty else { return windows }
    return windows.enumerated().map { index, window in
      let own = window.record.results
      let results =
        own
        + (further[index] ?? []).filter { result in
          !own.contains { $0.method == result.method && $0.className == result.className }
        }
      var methods: [Method] = []
      for result in results where !methods.contains(result.method) { methods.append(result.method) }
      // In the same order for each window.
      let chosen = methods.flatMap { method in
        let results = results.filter { $0.method == method }
        return method.isSigned ? wanted.compactMap { name in results.first { $0.className == name } } : results
      }
      return window.with(results: chosen, form: form)
    }
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
    // A method that leaves out the longest window has no scores of the text, and so none of the shorter windows.
    let results = results.filter { omissions?.omits($0.method, tokens: text.longestWindow) != true }
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
        score: 0, isSpecial: encoding.isSpecial[position])
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
