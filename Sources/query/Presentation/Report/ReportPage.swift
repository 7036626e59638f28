import Store
import Support

/// The page of a slice: the data of `page.mustache`.
struct ReportPage {
  /// A choice of the list "Sort by".
  struct Order {
    let value: String
    let name: String
  }

  let title: String
  /// The name of the store's file.
  let store: PageName
  /// The first choices of the list "Sort by".
  let orders: [Order]
  /// The choice of scores; nil where there is nothing to choose and no sign to explain.
  let scores: ScoresForm?
  /// Nil where nothing can be ranked.
  let rankings: RankingSection?
  /// Nil where the methods were not evaluated.
  let evaluation: EvaluationSection?
  var overview: OverviewSection?
  /// A note about the parts that the page leaves out; nil where it is complete.
  var notes: String?

  /// Where the page is one of a server; nil for a file, which has its styles and scripts inside.
  var served: ServedReport?
  /// What was said of the question, for a reader who sees nothing but the page.
  var remarks: [String] = []

  let version = ToolVersion.current
  let theme = PageTheme()
  let ramp = Array(0...PageTheme.levels)
  /// The shades of scores against a class, the strongest first; empty where no score is signed.
  let rampAgainst: [Int]
  /// What the scores are.
  let about: String
  /// The hash of the page's script, which is the only script that the browser may run.
  let scriptHash = SHA256.base64(of: PageTemplates.script)

  /// - Parameters:
  ///   - name: The name of the store's file.
  ///   - orders: The first choices of the list "Sort by".
  ///   - scores: The scores of the page.
  ///   - labels: The numbers of the labels in the page's data.
  ///   - rankings: The panels of words.
  ///   - evaluations: The results of evaluations.
  ///   - served: The server's page; nil for a file.
  init(
    store name: String, orders: [Order], scores: ReportScores, labels: Numbering, rankings: RankingSection?, evaluations: [Evaluation] = [],
    served: ServedReport? = nil
  ) {
    self.served = served
    (title, store) = ("\(name): attribution report", PageName(name))
    evaluation = EvaluationSection(evaluations)
    (self.orders, self.rankings) = (orders, rankings)
    self.scores = scores.isChoice ? ScoresForm(scores, labels: labels) : nil
    rampAgainst = scores.haveSigns ? (1...PageTheme.levels).reversed() : []
    about = Self.about(scores)
  }

  private static func about(_ scores: ReportScores) -> String {
    let globEnc =
      "A score is a word's part of the first token's row of the rollout of GlobEnc's layers (Modarressi et al., NAACL 2022), special tokens "
      + "included"
    if !scores.isChoice {
      let score =
        scores.opening.method == .nEnc ? globEnc : "A score by \(scores.opening.method) is a word's share, special tokens included"
      return score + ": it says how much of the word arrives at the classifier, not for which label it speaks."
    }
    let share = scores.base == nil ? [] : ["A score in percent is a word's share of what the classifier read, special tokens included."]
    let part =
      scores.haveSigns ? ["A score with a sign is a word's part of a logit: the scores of all tokens and the bias add up to it."] : []
    return (share + part).joined(separator: " ")
  }

  /// Bytes of the page without its data, as a file: a server's page has the same examples.
  var bytes: Int {
    var file = self
    file.served = nil
    return file.head.utf8.count + file.end.utf8.count
  }

  /// Writes the page. The data, which may have megabytes, does not pass through the templates.
  /// - Parameters:
  ///   - data: The JSON for the page's script, escaped for a script element.
  ///   - sink: The destination.
  /// - Returns: Number of bytes written.
  /// - Throws: `QueryFailure` where the page cannot be written.
  func write(data: String, to sink: ByteSink) throws -> Int {
    let parts = [head, data, end]
    for part in parts { try sink.write(part) }
    return parts.reduce(0) { $0 + $1.utf8.count }
  }

  private var head: String { PageTemplates.render("page", self) }

  private var end: String { PageTemplates.render("end", self) }
}
