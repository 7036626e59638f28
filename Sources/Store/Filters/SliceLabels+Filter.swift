extension SliceLabels {
  /// The labels that a filter asks for, for an example that passes the filter; all labels of a side where the filter asks for none.
  func asked(for conditions: FilterConditions) -> SliceLabels {
    let asked = conditions.asked
    return SliceLabels(
      golds: asked.gold == Slice.any ? golds : [asked.gold],
      predicted: asked.predicted == Slice.any ? predicted : [asked.predicted])
  }
}
