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

  /// Explanations of the panels.
  let hints: [String]
  let panels: [Panel]
}
