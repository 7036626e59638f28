import Store

/// What a run reads as what, said before it begins.
struct ColumnsReport {
  let peek: CorpusPeek
  let selection: ColumnSelection
  let labels: LabelReport

  init(_ corpus: Corpus, _ selection: ColumnSelection, _ reading: LabelReading) {
    peek = corpus.peek
    self.selection = selection
    labels = LabelReport(peek.labels, reading, column: selection.columns.label)
  }

  /// One line: "columns: text = review, label = stars (5 values, none a class of the model), id = row number"; nil where nothing was seen, or
  /// there are no columns.
  var line: String? {
    guard peek.hasColumns, peek.hasReadableRow else { return nil }
    let columns = selection.columns
    var parts = ["text = \(columns.text)"]
    if let pair = columns.textPair { parts.append("text pair = \(pair)") }
    if !peek.presentColumns.contains(columns.label) {
      parts.append("no label")
    } else {
      parts.append("label = \(columns.label) (\(peek.labels.counts.isEmpty ? "no values" : labels.phrase))")
    }
    parts.append("id = \(peek.presentColumns.contains(columns.id) ? columns.id : "row number")")
    if !columns.keep.isEmpty { parts.append("kept: \(columns.keep.joined(separator: ", "))") }
    return "columns: " + parts.joined(separator: ", ")
  }

  /// Says it. `isQuiet`: only what is a warning or a guess.
  func say(on console: Console, isQuiet: Bool) {
    if !isQuiet, let line { console.print("globenc-index: \(line)") }
    for notice in peek.notices { console.print("globenc-index: note: \(notice)") }
    if let notice = labels.notice { console.print("globenc-index: note: \(notice)") }
    if let warning = labels.warning { console.print("globenc-index: warning: \(warning)") }
  }
}
