/// The panels with each label's first words by mean and by contrast: the data of `rankings.mustache`.
struct RankingSection {
  /// The rankings of one label.
  struct Panel {
    /// "gold " or "predicted "; "all" where the panel is of all examples.
    let side: String
    let label: PageName?
    /// Number of examples, such as "1,234 examples".
    let examples: String
    let tables: [RankingTable]
  }

  /// The rankings by the scores of one method and, where it is signed, for one class.
  struct View {
    /// The number of the method in the page's data.
    let method: Int
    /// The class for the page's script.
    let className: String
    /// Whether the page opens with other scores.
    let isHidden: Bool
    /// Explanations of the panels.
    let hints: [String]
    let panels: [Panel]
  }

  let views: [View]

  /// Bytes of its markup.
  var bytes: Int { PageTemplates.render("rankings", self).utf8.count }
}
