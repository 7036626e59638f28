import Engine
import Foundation
import Store

/// Estimates the time and the store size of a run, without creating anything.
struct DryRun {
  /// Number of tokens after which the survey ends; for corpora of long texts.
  static let largestSurvey = 20_000_000
  /// Smallest number of texts in the timed batches, if the corpus has as many.
  static let sampleSize = 384
  /// Seconds for which batches are timed.
  static let timedSeconds = 3.0
  /// Efficiency of several workers, which compete with each other and with the reading and writing threads.
  static let efficiency = 0.95

  let options: IndexOptions
  let console: Console
  let interruption: Interruption
  /// Largest number of rows in the survey. The size of the corpus, or the number of further rows where the size is unknown, scales the
  /// survey to the whole corpus.
  var longestSurvey = 200_000

  /// Surveys the corpus, times batches and estimates. After an interruption, the report is meaningless.
  /// - Throws: `IndexerError` or `EngineError`, as a run would.
  func run() throws -> DryRunReport {
    var inputs = try RunInputs(options, console: console, interruption: interruption)
    let (model, mapped) = (inputs.model, inputs.mapped)
    let complaints = Complaints(console: console, files: inputs.corpus.fileNames)
    let stored = storedRule
    try stored?.refuse(mapped, store: options.store ?? "")
    let reading = LabelReading(inputs.classes, rule: stored ?? mapped ?? LabelRule.decide(inputs.census, inputs.classes))
    if stored != nil { inputs.census.partialRows = nil }
    ColumnsReport(inputs.corpus, options, inputs.census, reading, isKept: stored != nil).say(on: console, isQuiet: options.isQuiet)
    var sample = EvenSample<TokenizedRow>(size: Self.sampleSize)
    let survey: CorpusSurvey
    do {
      survey = try read(&inputs.corpus, model, reading, maxLength: inputs.maxLength, inputs.omissions(options), into: &sample, complaints)
    } catch is ReadingInterrupted {
      survey = CorpusSurvey()
    }
    complaints.finish()
    if survey.rows == 0, options.limit != 0, !interruption.isRequested {
      console.print("globenc-index: warning: the corpus '\(inputs.corpus.name)' has no rows")
    }
    if let warning = IndexSummary.warning(emptyTexts: survey.emptyTexts, of: survey.texts.count), !interruption.isRequested {
      console.print("globenc-index: warning: \(warning)")
    }
    for absence in inputs.corpus.absences where !interruption.isRequested { console.print("globenc-index: warning: \(absence)") }
    let runner = BatchRunner(model: model, workers: 1, keepsLayers: options.layers == .all, interruption: interruption)
    let timing = try BatchTiming.measure(sample.elements, on: runner, form: inputs.form(options), seconds: Self.timedSeconds)
    return DryRunReport(
      corpus: inputs.corpus.name, survey: survey, maxLength: inputs.maxLength, stride: options.stride, workers: options.workers,
      timedTokens: timing.total.tokens,
      seconds: seconds(survey, timing, model), labels: LabelFates(survey, reading),
      store: StoreSizeEstimate(survey: survey, timing: timing, classes: model.hasHead ? model.configuration.labels.count : 0),
      decompX: try decompXPrice(sample.elements, survey, inputs))
  }

  /// The price of decompx; nil where no method is decompx, or after an interruption.
  private func decompXPrice(_ sample: [TokenizedRow], _ survey: CorpusSurvey, _ inputs: RunInputs) throws -> DecompXPrice? {
    guard inputs.model.methods.contains(.decompX), !interruption.isRequested else { return nil }
    let directory = try ModelDirectory(argument: options.model, environment: ProcessInfo.processInfo.environment)
    let others = try inputs.methods.model(directory, options, leavingOut: .decompX)
    return DecompXPrice(
      sample, survey, inputs.model, without: others, memory: inputs.methods.memory, workers: options.workers)
  }

  /// The rule for labels of an existing store that the run would continue.
  private var storedRule: LabelRule? {
    options.store.flatMap { try? AttributionStore.openForReading(at: URL(fileURLWithPath: $0)).settings.labelRule }
  }

  private func read(
    _ corpus: inout Corpus, _ model: AttributionModel, _ reading: LabelReading, maxLength: Int, _ omissions: MethodOmissions,
    into sample: inout EvenSample<TokenizedRow>,
    _ complaints: Complaints
  ) throws -> CorpusSurvey {
    var survey = CorpusSurvey()
    let assembly = ExampleAssembly(model: model)
    let tokenizer = options.tokenizer(model, maxLength: maxLength, omissions)
    let ids = InFlightIDs()
    var hasNumbered = false
    var isAtEnd = false
    while survey.rows < options.limit ?? .max, !interruption.isRequested {
      if survey.rows >= longestSurvey || survey.tokens >= Self.largestSurvey { break }
      guard let item = try corpus.next() else {
        isAtEnd = true
        break
      }
      survey.bytes += item.place.byteCount
      guard
        let row = try valid(
          item, ids, &hasNumbered, complaints, reading, asSets: model.hasHead && model.configuration.problemType == .multiLabel)
      else {
        survey.failed += 1
        continue
      }
      let (encoding, parts): (Encoding, [Encoding])
      switch tokenizer.tokenize(row) {
      case .text(let text): (encoding, parts) = (text.encoding, [text.encoding])
      case .windows(let text): (encoding, parts) = (text.row.encoding, text.encodings)
      case .refused(let reason):
        survey.failed += 1
        complaints.add(BadRow(place: row.place, reason: reason))
        continue
      }
      survey.add(
        row, encoding, tokens: assembly.tokens(encoding), windows: parts.map(\.count),
        keptNames: options.selection.columns.keep, keepsTexts: options.keepsTexts)
      // Windows are timed as texts of their own.
      for part in parts { sample.add(TokenizedRow(row: row, encoding: part)) }
    }
    survey.finish()
    if !isAtEnd, survey.rows > 0 {
      // The limit may end the run before the end of the corpus.
      let most = Double(options.limit ?? .max) / Double(survey.rows)
      let all =
        if let size = corpus.size { Double(size) / Double(survey.bytes) } else {
          Double(survey.rows + (try rowsLeft(in: &corpus, most: (options.limit ?? .max) - survey.rows))) / Double(survey.rows)
        }
      survey.scale = max(1, min(all, most))
    }
    return survey
  }

  /// Counts the remaining rows, up to `most`. The rows are not surveyed, because memory would grow with the corpus.
  private func rowsLeft(in corpus: inout Corpus, most: Int) throws -> Int {
    var rows = 0
    while rows < most, !interruption.isRequested, try corpus.next() != nil { rows += 1 }
    return rows
  }

  /// The row; nil where it is bad or a repeat, after a complaint as in a run.
  private func valid(
    _ item: CorpusItem, _ ids: InFlightIDs, _ hasNumbered: inout Bool, _ complaints: Complaints, _ reading: LabelReading, asSets: Bool
  ) throws -> CorpusRow? {
    let bad: BadRow
    switch item {
    case .bad(let found): bad = found
    case .row(var row):
      if let objection = reading.objection(to: &row, asSets: asSets, column: options.selection.columns.label) {
        bad = BadRow(place: row.place, reason: objection)
        break
      }
      // The names that the store would have, where the lists of the corpus are vectors of 0 and 1.
      if reading.rule?.kind == .vectors { row.labels = row.labels.map(reading.gold(list:)) }
      if row.isNumbered { hasNumbered = true }
      guard let holder = try ids.row(of: row.id) else {
        ids.add(row.id, row: row.place.row)
        return row
      }
      bad = BadRow(place: row.place, reason: RowAdmission.repeats(row, of: holder, hasNumbered: hasNumbered))
    }
    complaints.add(bad)
    return nil
  }

  /// Expected seconds: the tokens of each length class at the rate of its timed batches, or at the mean rate where none was timed, divided
  /// among all workers.
  private func seconds(_ survey: CorpusSurvey, _ timing: BatchTiming, _ model: AttributionModel) -> Double {
    var seconds = 0.0
    for length in survey.texts.lazy.flatMap(\.windows) {
      let rate = timing.classes[model.rows(forLength: length)] ?? timing.total
      seconds += Double(length) * rate.secondsPerToken
    }
    let threads = min(options.workers, ProcessInfo.processInfo.activeProcessorCount)
    return seconds * survey.scale / (threads > 1 ? Double(threads) * Self.efficiency : 1)
  }
}
