import Engine
import Foundation
import Store

/// Finds out what a run would come to, without creating anything.
struct DryRun {
  /// Tokens after which reading ends likewise: some corpora are of long texts.
  static let largestSurvey = 20_000_000
  /// Texts that the timed batches are made of, at least, where there are as many.
  static let sampleSize = 384
  /// Seconds of batches that are timed.
  static let timedSeconds = 3.0
  /// What workers lose to each other and to the threads that read and write.
  static let efficiency = 0.95

  let options: IndexOptions
  let console: Console
  let interruption: Interruption
  /// Rows that are looked at closely at most: the size of the corpus, or the number of further rows where it has no size, tells how many more
  /// there are.
  var longestSurvey = 200_000

  /// Reads, times and estimates. After an interruption the report means nothing.
  /// - Throws: `IndexerError` or `EngineError`, as a run would.
  func run() throws -> DryRunReport {
    var corpus = try Corpus(paths: options.corpus, layout: options.layout, selection: options.selection) { interruption.isRequested }
    let complaints = Complaints(console: console, files: corpus.fileNames)
    let directory = try ModelDirectory(argument: options.model, environment: ProcessInfo.processInfo.environment)
    let model = try AttributionModel(directory: directory.url, precision: options.precision)
    for notice in model.notices { console.print(notice, isQuiet: options.isQuiet) }
    let maxLength = try options.maxLength(model)
    let classes = ClassNames(model: model)
    try options.refuseThreshold(of: model)
    var census = try options.census(of: corpus, model)
    let mapped = try options.labelMap.map { try LabelMap.rule($0, classes, corpus, census) }
    let stored = storedRule
    try stored?.refuse(mapped, store: options.store ?? "")
    let reading = LabelReading(classes, rule: stored ?? mapped ?? LabelRule.decide(census, classes))
    if stored != nil { census.partialRows = nil }
    ColumnsReport(corpus, options, census, reading, isKept: stored != nil).say(on: console, isQuiet: options.isQuiet)
    var sample = EvenSample<TokenizedRow>(size: Self.sampleSize)
    let survey: CorpusSurvey
    do {
      survey = try read(&corpus, model, reading, maxLength: maxLength, into: &sample, complaints)
    } catch is ReadingInterrupted {
      survey = CorpusSurvey()
    }
    complaints.finish()
    if survey.rows == 0, options.limit != 0, !interruption.isRequested {
      console.print("globenc-index: warning: the corpus '\(corpus.name)' has no rows")
    }
    if let warning = IndexSummary.warning(emptyTexts: survey.emptyTexts, of: survey.texts.count), !interruption.isRequested {
      console.print("globenc-index: warning: \(warning)")
    }
    for absence in corpus.absences where !interruption.isRequested { console.print("globenc-index: warning: \(absence)") }
    let runner = BatchRunner(model: model, workers: 1, keepsLayers: options.layers == .all, interruption: interruption)
    let timing = try BatchTiming.measure(sample.elements, on: runner, codec: options.codec, seconds: Self.timedSeconds)
    return DryRunReport(
      corpus: corpus.name, survey: survey, maxLength: maxLength, stride: options.stride, workers: options.workers,
      timedTokens: timing.total.tokens,
      seconds: seconds(survey, timing, model), labels: LabelFates(survey, reading),
      store: StoreSizeEstimate(survey: survey, timing: timing, classes: model.hasHead ? model.configuration.labels.count : 0))
  }

  /// The rule for labels that the store has which the run would continue.
  private var storedRule: LabelRule? {
    options.store.flatMap { try? AttributionStore.openForReading(at: URL(fileURLWithPath: $0)).settings.labelRule }
  }

  private func read(
    _ corpus: inout Corpus, _ model: AttributionModel, _ reading: LabelReading, maxLength: Int, into sample: inout EvenSample<TokenizedRow>,
    _ complaints: Complaints
  ) throws -> CorpusSurvey {
    var survey = CorpusSurvey()
    let assembly = ExampleAssembly(model: model)
    let tokenizer = options.tokenizer(model, maxLength: maxLength)
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
      // Timed as the texts of their own that they are to the model.
      for part in parts { sample.add(TokenizedRow(row: row, encoding: part)) }
    }
    survey.finish()
    if !isAtEnd, survey.rows > 0 {
      // The limit may come before the end of the corpus.
      let most = Double(options.limit ?? .max) / Double(survey.rows)
      let all =
        if let size = corpus.size { Double(size) / Double(survey.bytes) } else {
          Double(survey.rows + (try rowsLeft(in: &corpus, most: (options.limit ?? .max) - survey.rows))) / Double(survey.rows)
        }
      survey.scale = max(1, min(all, most))
    }
    return survey
  }

  /// Reads on, at most so many rows, and only counts: what is kept of each row would grow with the corpus.
  private func rowsLeft(in corpus: inout Corpus, most: Int) throws -> Int {
    var rows = 0
    while rows < most, !interruption.isRequested, try corpus.next() != nil { rows += 1 }
    return rows
  }

  /// The row, unless it is bad or a repeat: then that is said, as a run would say it.
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
      // As they will be called, where the elements are no names of labels.
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

  /// Seconds to expect: the tokens of each length class at the rate of its timed batches, of others at the mean rate, by all workers.
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
