import Foundation
package import Store
package import Support

/// The page of a slice, in a single file that needs no other files.
package struct Report {
  /// The options of the page.
  package struct Choice {
    /// Whether whole words are marked; otherwise pieces.
    var words = true
    var order = ExampleOrder.row
    var isAscending = false
    /// Largest number of examples.
    var limit: Int?
    /// Largest number of examples with layers; nil where the user asked for none, and layers take the space that the examples leave.
    var layers: Int?
    /// Largest size of the page in bytes.
    var size = ByteCount.page

    package init(
      words: Bool = true, order: ExampleOrder = .row, isAscending: Bool = false, limit: Int? = nil, layers: Int? = nil,
      size: ByteCount = .page
    ) {
      (self.words, self.order, self.isAscending) = (words, order, isAscending)
      (self.limit, self.layers, self.size) = (limit, layers, size)
    }
  }

  /// Largest number of examples with layers, where the user asked for none.
  package static let layers = 50
  /// The rankings by further scores take at most this part of the page, one in so many bytes.
  private static let shareOfRankings = 5
  /// Bytes for the two histograms, the tiles and other parts that are not counted.
  private static let reserve = 24_000

  let store: AttributionStore
  let slice: ExampleSlice
  /// The scores that the page opens with.
  let opening: ScoreChoice
  /// The store's file name.
  let name: String
  let choice: Choice
  /// Takes the error for each damaged record, which the page leaves out.
  let onDamage: (StoreError) -> Void
  let remarks: Remarks
  /// Where the page is one of a server; nil for a file.
  let served: ServedReport?
  /// The remarks so far that nobody sees beside the page; none where they are printed.
  let said: () -> [String]

  package init(
    store: AttributionStore, slice: ExampleSlice, scores: ScoreChoice, name: String, choice: Choice, remarks: Remarks,
    served: ServedReport? = nil, said: @escaping () -> [String] = { [] }, onDamage: @escaping (StoreError) -> Void
  ) {
    (self.store, self.slice, opening, self.name) = (store, slice, scores, name)
    (self.choice, self.remarks, self.served, self.said, self.onDamage) = (choice, remarks, served, said, onDamage)
  }

  /// Writes the page.
  /// - Returns: The size of the page in bytes.
  /// - Throws: `QueryFailure` where the slice has no examples or the page cannot be written; `StoreError` where the store cannot be read.
  package func write(to sink: ByteSink) throws -> Int {
    let summaries = try store.labelSummaries(slice.filter)
    let sets = try store.labelSetAgreement(slice.filter).map { LabelSetFindings(agreement: $0, filter: slice.filter) }
    let scores = ReportScores(opening: opening, settings: store.settings, hasGold: summaries.contains { $0.label != nil })
    let labels = Numbering(
      summaries.flatMap { [$0.label, $0.predicted].compactMap(\.self) } + (sets?.agreement.classes.map(\.name) ?? [])
        + (scores.haveSigns ? scores.classes : []))
    var panels = RankingPanels(
      store: store, slice: slice, summaries: summaries, sets: sets?.agreement, areWords: choice.words, labels: labels)
    let rankings = try panels.section(of: scores, bytes: choice.size.bytes / Self.shareOfRankings)
    var page = ReportPage(
      store: name, orders: ReportNotes.orders(choice), scores: scores, labels: labels, rankings: rankings,
      evaluations: try store.evaluations(), served: served)
    let confusion = Confusion(
      summaries, classes: store.settings.labels, isSample: slice.filter.outcome == nil, hasSets: sets != nil)
    let isJudged = sets?.agreement.isComparable ?? confusion.agreement.isComparable
    let panel = LabelPanel(
      confusion: sets == nil ? ConfusionSection(summaries: summaries, confusion: confusion, labels: labels) : nil,
      classes: sets.flatMap { ClassSection(findings: $0, threshold: store.settings.threshold ?? 0.5, labels: labels) })
    let fixed = page.bytes + panel.bytes + Self.reserve
    let layers = store.settings.layers == .all ? choice.layers ?? Self.layers : 0
    var data = ReportData(
      store: store, scores: scores, words: choice.words, limit: choice.limit, labels: labels, ranked: panels.ranked,
      isJudged: isJudged,
      detail: ReportDetail(budget: choice.size.bytes - fixed, layerLimit: layers, layersComeFirst: choice.layers != nil))
    var statistics = SliceStatistics(isJudged: isJudged, hasSets: sets != nil)
    var filter = slice.filter
    filter.order = try choice.order.order(of: slice, isAscending: choice.isAscending, in: store, remarks: remarks)
    var damaged = 0
    func note(_ damage: StoreError) {
      damaged += 1
      onDamage(damage)
    }
    try store.forEachExample(filter, onDamage: note) { example in
      statistics.add(example)
      try data.add(example, onDamage: note)
    }
    if statistics.examples == 0 { throw slice.emptiness }
    page.overview = OverviewSection(
      summary: try store.summary(), slice: slice, statistics: statistics, accuracy: confusion.accuracy, sets: sets,
      methods: scores.methods, panel: panel)
    page.notes =
      ReportNotes(
        choice: choice, settings: store.settings, examples: statistics.examples, data: data, damaged: damaged, isServed: served != nil
      ).text
    page.remarks = said()
    return try page.write(data: data.json(), to: sink)
  }
}
