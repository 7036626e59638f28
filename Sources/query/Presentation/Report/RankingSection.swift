/// What carries each label, in its first words by mean and by contrast: the data of `rankings.mustache`.
struct RankingSection {
  /// The rankings of one label.
  struct Panel {
    /// "gold ", "predicted ", or "all" where the panel is of all examples.
    let side: String
    let label: PageName?
    /// "1,234 examples"
    let examples: String
    let tables: [RankingTable]
  }

  /// What the panels show.
  let hints: [String]
  let panels: [Panel]
}
