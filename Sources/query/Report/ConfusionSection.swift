import Store
import Support

/// How gold and predicted labels meet, as a table whose cells choose examples.
struct ConfusionSection {
  /// A larger matrix is no help to anybody.
  private static let largest = 12

  let summaries: [LabelSummary]
  /// The model's classes in order.
  let classes: [String]
  /// Numbers of the labels in the page's data.
  let labels: Numbering

  /// The panel; nil where no example has both labels.
  var html: String? {
    let confusion = Confusion(summaries, classes: classes)
    guard let accuracy = confusion.accuracy else { return nil }
    let (golds, predictions) = (confusion.golds, confusion.predictions)
    let isMatrix = golds.count <= Self.largest && predictions.count <= Self.largest
    return """
      <div class="panel">
      <h3>Gold and predicted labels</h3>
      <p>\(Percentage.text(accuracy)) are right. Choose a number to see its examples.</p>
      <div class="scroll">\(isMatrix ? matrix(confusion) : list)</div>
      </div>
      """
  }

  private func matrix(_ confusion: Confusion) -> String {
    let head = confusion.predictions.map { "<th scope=\"col\">→ \(Self.name($0))</th>" }.joined()
    let rows = confusion.golds.map { gold in
      let cells = confusion.predictions.map { predicted in
        let count = confusion.count(gold, predicted)
        return "<td\(gold == predicted ? " class=\"agree\"" : "")>\(button(gold, predicted, count: count))</td>"
      }
      return "<tr><th scope=\"row\">\(Self.name(gold))</th>\(cells.joined())</tr>"
    }
    return """
      <table class="confusion"><thead><tr><th scope="col">gold</th>\(head)</tr></thead><tbody>\(rows.joined())</tbody></table>
      """
  }

  /// The most frequent mistakes, where a matrix would be too large.
  private var list: String {
    let mistakes = summaries.filter { $0.label != nil && $0.predicted != nil && $0.label != $0.predicted }
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
    let name = "\(HTML.grouped(count)) with gold label \(gold ?? "none"), predicted \(predicted ?? "none")"
    func number(_ label: String?) -> Int { label.map { labels.known($0) ?? -2 } ?? -1 }
    return """
      <button type="button" data-gold="\(number(gold))" data-predicted="\(number(predicted))" aria-pressed="false" \
      aria-label="\(HTML.escape(name))">\(HTML.grouped(count))</button>
      """
  }

  private static func name(_ label: String?) -> String { label.map { HTML.name($0, longest: 30) } ?? "(none)" }
}
