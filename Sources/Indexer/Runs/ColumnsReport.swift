import Store

/// The report on columns and labels, printed before a run begins.
struct ColumnsReport {
  let peek: CorpusPeek
  let selection: ColumnSelection
  /// Whether the command line gives a label map.
  let isMapped: Bool
  /// Whether a store keeps the rule by which labels are read.
  let isKept: Bool
  let labels: LabelReport

  private let hasLabels: Bool
  private let hasLists: Bool

  /// - Parameters:
  ///   - corpus: The corpus.
  ///   - options: The command line's options.
  ///   - census: The gold labels of the corpus' first rows.
  ///   - reading: The rule by which labels are read.
  ///   - isKept: Whether a store keeps the rule.
  init(_ corpus: Corpus, _ options: IndexOptions, _ census: LabelCensus, _ reading: LabelReading, isKept: Bool) {
    peek = corpus.peek
    selection = options.selection
    isMapped = options.labelMap != nil
    self.isKept = isKept
    labels = LabelReport(census, reading, column: selection.columns.label)
    (hasLabels, hasLists) = (!census.counts.isEmpty, census.hasLists)
  }

  /// One line such as "columns: text = review, label = stars (5 values, none a class of the model), id = row number"; nil where no row was
  /// inspected or the format has no columns.
  var line: String? {
    guard peek.hasColumns, peek.hasReadableRow else { return nil }
    let columns = selection.columns
    var parts = ["text = \(columns.text)"]
    if let pair = columns.textPair { parts.append("text pair = \(pair)") }
    if !peek.presentColumns.contains(columns.label) {
      parts.append("no label")
    } else {
      parts.append("label = \(columns.label) (\(hasLabels ? labels.phrase : hasLists ? "empty lists only" : "no values"))")
    }
    parts.append("id = \(peek.presentColumns.contains(columns.id) ? columns.id : "row number")")
    if !columns.keep.isEmpty { parts.append("kept: \(columns.keep.joined(separator: ", "))") }
    return "columns: " + parts.joined(separator: ", ")
  }

  /// Prints the report. `isQuiet`: only warnings and guesses.
  func say(on console: Console, isQuiet: Bool) {
    if !isQuiet, let line { console.print("globenc-index: \(line)") }
    for notice in peek.notices { console.print("globenc-index: note: \(notice)") }
    for notice in labels.notices { console.print("globenc-index: note: \(notice)") }
    let unmet = isMapped ? labels.unmetKeys(isWhole: peek.isWhole) : nil
    if let unmet, unmet.isWarning || !isQuiet { console.print("globenc-index: \(unmet.isWarning ? "warning" : "note"): \(unmet.text)") }
    if let warning = labels.warning, !(unmet?.isWarning == true && labels.hasNoClass) {
      let isAdvised = isKept && !isMapped && warning.contains("--label-map")
      console.print(
        "globenc-index: warning: \(warning)\(isAdvised ? " (a map takes a new store: this one keeps how its labels are read)" : "")")
    }
  }
}
