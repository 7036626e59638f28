import Store

/// How gold and predicted labels meet: one of two panels, or none where there is nothing to compare.
struct LabelPanel {
  let confusion: ConfusionSection?
  let classes: ClassSection?

  /// The bytes of its markup.
  var bytes: Int {
    let panels = [confusion.map { PageTemplates.render("confusion", $0) }, classes.map { PageTemplates.render("classes", $0) }]
    return panels.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
  }
}
