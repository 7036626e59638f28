import Store

/// The panel of gold and predicted labels: one of two kinds, or none where no example can be judged.
struct LabelPanel {
  let confusion: ConfusionSection?
  let classes: ClassSection?

  /// Bytes of its markup.
  var bytes: Int {
    let panels = [confusion.map { PageTemplates.render("confusion", $0) }, classes.map { PageTemplates.render("classes", $0) }]
    return panels.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
  }
}
