import Store
import Support

/// How gold and predicted sets of labels meet, class by class, as a table whose counts choose examples.
struct ClassSection {
  /// A longer table is no help to anybody.
  private static let largest = 40

  let findings: LabelSetFindings
  /// The least sigmoid of a predicted label.
  let threshold: Double
  /// Numbers of the labels in the page's data.
  let labels: Numbering

  /// The panel; nil where no example has known gold labels.
  var html: String? {
    guard agreement.isComparable else {
      let note = agreement.foreign == 0 ? nil : findings.note
      return note.map { "<div class=\"panel whole\">\n<h3>Classes</h3>\n<p>\(HTML.escape($0))</p>\n</div>" }
    }
    let share = findings.exact.map { "The predicted set is the gold set for \(EstimateText.sentence($0)): only these are right. " } ?? ""
    let omitted = occurring.count > Self.largest ? "The \(Self.largest) classes of the most gold labels are shown. " : ""
    let interval = findings.hasScores ? "; below a share, its 95 % interval" : ""
    return """
      <div class="panel whole">
      <h3>Classes</h3>
      <p>\(share)\(findings.note.map { HTML.escape($0) + " " } ?? "")\(omitted)A class is predicted from a sigmoid of \(threshold). Numbers are \
      examples\(interval). Choose a number to see its examples.</p>
      <div class="scroll"><table class="confusion classes"><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>
      </div>
      """
  }

  private var agreement: LabelSetAgreement { findings.agreement }

  private var occurring: [ClassScores] { agreement.classes.filter { $0.gold + $0.predicted > 0 } }

  private var heads: String {
    let measures = findings.hasScores ? ["precision", "recall", "F1"] : []
    return (["class", "gold and predicted", "predicted only", "gold only"] + measures).map { "<th scope=\"col\">\($0)</th>" }.joined()
  }

  private var rows: String {
    let classes = RowLimit.most(occurring, Self.largest) { $0.gold }.map { scores in
      let counts = [
        button(scores, isGold: true, isPredicted: true, count: scores.truePositives),
        button(scores, isGold: false, isPredicted: true, count: scores.falsePositives),
        button(scores, isGold: true, isPredicted: false, count: scores.falseNegatives),
      ]
      let measures = findings.hasScores ? ClassScores.Measure.allCases.map { Self.cell(scores[$0]) } : []
      return Self.row(HTML.name(scores.name, longest: 30), counts.map { "<td>\($0)</td>" } + measures)
    }
    let means = findings.means.map { mean in
      Self.row(mean.name, ["<td colspan=\"3\"></td>"] + ClassScores.Measure.allCases.map { Self.cell(mean.of($0)) })
    }
    return (classes + means).joined(separator: "\n")
  }

  private func button(_ scores: ClassScores, isGold: Bool, isPredicted: Bool, count: Int) -> String {
    let (gold, predicted) = (isGold ? "of" : "not of", isPredicted ? "predicted" : "not predicted")
    let name = "\(count.grouped) \(gold) the class \(scores.name), \(predicted) as it"
    return """
      <button type="button" data-class="\(labels.known(scores.name) ?? -2)" data-gold="\(isGold)" data-predicted="\(isPredicted)" \
      aria-pressed="false" aria-label="\(HTML.escape(name))">\(count.grouped)</button>
      """
  }

  private static func row(_ name: String, _ cells: [String]) -> String { "<tr><th scope=\"row\">\(name)</th>\(cells.joined())</tr>" }

  private static func cell(_ estimate: Estimate?) -> String {
    guard let estimate else { return "<td></td>" }
    return "<td>\(HTML.escape(Percentage.text(estimate.value)))<small>\(HTML.escape(EstimateText.range(estimate.interval)))</small></td>"
  }
}
