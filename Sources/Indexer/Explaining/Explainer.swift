import Engine
import Presentation
import Store
import Support

/// A model, loaded once, that explains texts as a store would give them back.
struct Explainer: Sendable {
  /// The reason why a row has no answer.
  struct Fault: Error {
    let reason: String
  }

  /// What became of a row that was passed on.
  enum Passage {
    /// The workers have it: so many tokens in all windows.
    case passed(tokens: Int)
    /// It has no answer, for this reason.
    case refused(String)
    /// The workers take no more.
    case closed
  }

  let opened: RunModel
  /// The scores of the tokens in an answer.
  let scores: ScoreChoice
  /// The texts that methods leave out.
  let omissions: MethodOmissions
  private let tokenizer: RowTokenizer
  private let assembly: ExampleAssembly
  private let reader: PackedReader
  private let pieces: VocabularyPieces
  /// The rule of `--label-map`; nil without one.
  private let mapped: LabelRule?

  /// The settings of the store that is not there.
  var settings: StoreSettings { reader.settings }

  /// Opens the model, and prints its notices.
  /// - Parameters:
  ///   - options: The options, as of a run that begins a store.
  ///   - names: What the user named of the scores to show.
  ///   - console: Takes the notices.
  ///   - loaded: The same model with other methods, whose packed weights it shares; nil for none.
  /// - Throws: `IndexerError`, `EngineError` or `QueryFailure`.
  init(_ options: IndexOptions, scores names: ScoreNames, console: Console, sharing loaded: AttributionModel? = nil) throws {
    let opened = try RunModel(options, stored: [], console: console, sharing: loaded)
    self.opened = opened
    let model = opened.model
    reader = PackedReader(
      StoreSettings(
        of: model, name: opened.name, fingerprint: model.fingerprint, methods: opened.methodSettings(options, stored: []),
        maxLength: opened.maxLength, options, labelRule: nil))
    scores = try names.choice(in: reader.settings)
    omissions = opened.omissions(options, stored: [])
    tokenizer = options.tokenizer(model, maxLength: opened.maxLength, omissions)
    assembly = ExampleAssembly(model: model, classes: opened.explained, omissions: omissions)
    pieces = VocabularyPieces(of: model.tokenizer)
    mapped = try options.labelMap.map { try LabelMap.rule(try LabelMap.pairs($0), opened.classes) }
  }

  /// Reads the gold labels of a row, by the rule of its own labels, and passes its text or its windows to the workers.
  func pass(
    _ row: CorpusRow, number: Int, own: [JSONOutput.Member], watcher: (any ExplanationWatcher)? = nil, to feeder: BatchFeeder<ExplainedRow>
  ) -> Passage {
    var row = row
    if let objection = readLabels(of: &row) { return .refused(objection) }
    let gold = opened.explained.hasGold ? row.label.flatMap(opened.classes.index(of:)) : nil
    switch tokenizer.tokenize(row) {
    case .refused(let reason): return .refused(reason)
    case .text(let text):
      watcher?.expect(steps(of: [text.encoding]))
      let isTaken = feeder.add(text.encoding, tag: ExplainedRow(number: number, text: text, own: own, watcher: watcher), gold: gold)
      return isTaken ? .passed(tokens: text.encoding.count) : .closed
    case .windows(let text):
      let encodings = text.encodings
      watcher?.expect(steps(of: encodings))
      let areTaken = encodings.enumerated().allSatisfy { index, encoding in
        let window = TextWindow(text: text, index: index, gold: gold)
        let tag = ExplainedRow(number: number, text: text.row, own: own, window: window, watcher: watcher)
        return feeder.add(encoding, tag: tag, gold: gold)
      }
      return areTaken ? .passed(tokens: encodings.reduce(0) { $0 + $1.count }) : .closed
    }
  }

  private func steps(of encodings: [Encoding]) -> Int { encodings.reduce(0) { $0 + opened.model.steps(of: $1) } }

  /// The rows that a batch completes, each with its example or the reason why there is none.
  /// - Parameters:
  ///   - batch: The batch.
  ///   - again: Receives windows that the model has to explain once more, for the class of their whole text.
  /// - Returns: The rows.
  func finish(_ batch: FinishedBatch<ExplainedRow>, again: inout [TaggedText<ExplainedRow>]) -> [(
    row: ExplainedRow, result: Result<PackedExample, Fault>
  )] {
    var finished: [(row: ExplainedRow, result: Result<PackedExample, Fault>)] = []
    for (row, _, explanation) in batch.elements {
      switch assembly.finish(row.text, window: row.window, explanation, form: reader.form) {
      case .waiting: continue
      case .lacking(let gold, let windows):
        guard let window = row.window else { preconditionFailure("a text in one piece that lacks scores") }
        row.watcher?.expect(steps(of: windows.map(window.text.encoding(of:))))
        again += windows.map { index in
          var repeated = row
          repeated.window = TextWindow(text: window.text, index: index, gold: window.gold, isRepeated: true)
          return TaggedText(encoding: window.text.encoding(of: index), tag: repeated, gold: gold)
        }
      case .notFinite: finished.append((row, .failure(Fault(reason: "the model's result is not finite"))))
      case .example(let example): finished.append((row, .success(example)))
      }
    }
    return finished
  }

  /// The example as a store would give it back.
  /// - Parameters:
  ///   - packed: The example.
  ///   - choice: The scores of its tokens; nil for ``scores``.
  /// - Returns: The example.
  /// - Throws: `StoreError` where it has no such scores.
  func example(_ packed: PackedExample, scores choice: ScoreChoice? = nil) throws -> Example {
    try reader.example(packed, scores: (choice ?? scores).selection) { pieces.pieces([$0])[0] }
  }

  /// The members of an example's JSON, as `ExampleDocument` has them.
  /// - Parameters:
  ///   - packed: The example.
  ///   - choice: The scores of its tokens; nil for ``scores``.
  ///   - words: Whether the pieces of a word are one entry.
  ///   - limit: Upper bound of the tokens that are listed; nil for all.
  /// - Returns: The members in order.
  /// - Throws: `StoreError` where it has no scores of the choice.
  func document(_ packed: PackedExample, scores choice: ScoreChoice? = nil, words: Bool = false, limit: Int?) throws -> [JSONOutput.Member]
  {
    ExampleDocument(
      of: try example(packed, scores: choice), scores: choice ?? scores, results: reader.results(of: packed), settings: settings,
      words: words, limit: limit
    ).members
  }

  /// Replaces the labels of a row by gold labels. There are no other rows that could decide how labels are read.
  /// - Returns: The reason why they cannot be read; nil where they can.
  private func readLabels(of row: inout CorpusRow) -> String? {
    let asSets = settings.problemType == .multiLabel
    var census = LabelCensus()
    census.add(row)
    census = census.settled(asSets: asSets)
    let reading = LabelReading(opened.classes, rule: mapped ?? LabelRule.decide(census, opened.classes))
    if let objection = reading.objection(to: &row, asSets: asSets, column: settings.columns.label) { return objection }
    var tally = LabelTally(reading, known: census)
    tally.read(&row)
    return nil
  }
}
