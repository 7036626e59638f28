import Store
import Support

/// How gold and predicted labels meet, as a table whose cells choose examples.
struct ConfusionSection {
  /// A larger matrix is no help to anybody.
  private static let largest = 12

  let summaries: [LabelSummary]
  let confusion: Confusion
  /// Numbers of the labels in the page's data.
  let labels: Numbering

  /// The panel; nil where no example has both labels.
  var html: String? {
    if confusion.agreement.judged + confusion.agreement.foreign == 0 { return nil }
    let isMatrix = confusion.golds.count <= Self.largest && confusion.predictions.count <= Self.largest
    let right = confusion.accuracyEstimate.map { "\(EstimateText.sentence($0)), are right. " } ?? ""
    return """
      <div class="panel">
      <h3>Gold and predicted labels</h3>
      <p>\(right)\(confusion.note.map { HTML.escape($0) + " " } ?? "")Choose a number to see its examples.</p>
      <div class="scroll">\(isMatrix ? matrix : list)</div>
      </div>
      """
  }

  private var matrix: String {
    let head = confusion.predictions.map { "<th scope=\"col\">→ \(Self.name($0))</th>" }.joined()
    let rows = confusion.golds.map { gold in
      let cells = confusion.predictions.map { predicted in
        let count = confusion.count(gold, predicted)
        return
          "<td\(gold.map(ExactString.init) == predicted.map(ExactString.init) ? " class=\"agree\"" : "")>\(button(gold, predicted, count: count))</td>"
      }
      return "<tr><th scope=\"row\">\(Self.name(gold))</th>\(cells.joined())</tr>"
    }
    return """
      <table class="confusion"><thead><tr><th scope="col">gold</th>\(head)</tr></thead><tbody>\(rows.joined())</tbody></table>
      """
  }

  /// The most frequent mistakes, where a matrix would be too large.
  private var list: String {
    let outside = Set(confusion.agreement.foreignLabels.map(ExactString.init))
    let mistakes = summaries.filter { summary in
      guard let label = summary.label.map(ExactString.init), let predicted = summary.predicted else { return false }
      return label != ExactString(predicted) && !outside.contains(label)
    }
    .sorted { $0.examples > $1.examples }.prefix(Self.largest)
    let rows = mistakes.map {
      "<tr><th scope=\"row\">\(Self.name($0.label)) → \(Self.name($0.predicted))</th>"
        + "<td>\(button($0.label, $0.predicted, count: $0.examples))</td></tr>"
    }
    return """
      <table class="confusion"><thead><tr><th scope="col">most frequent mistakes: gold → predicted</th><th scope="col">examples</th></tr></thead>
      <tbody>\(rows.joined())</tbody></table>
      """
  }

  private func button(_ gold: String?, _ predicted: String?, count: Int) -> String {
    let name = "\(count.grouped) with gold label \(gold ?? "none"), predicted \(predicted ?? "none")"
    func number(_ label: String?) -> Int { label.map { labels.known($0) ?? -2 } ?? -1 }
    return """
      <button type="button" data-gold="\(number(gold))" data-predicted="\(number(predicted))" aria-pressed="false" \
      aria-label="\(HTML.escape(name))">\(count.grouped)</button>
      """
  }

  private static func name(_ label: String?) -> String { label.map { HTML.name($0, longest: 30) } ?? "(none)" }
}
