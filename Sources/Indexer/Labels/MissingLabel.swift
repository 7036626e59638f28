import Store

/// Words that programs write where a value is missing. In a column whose labels are classes they are no label; in one whose labels are kept as they
/// are written, so are these.
enum MissingLabel {
  /// What pandas writes or reads as a missing value, but for those that are numbers.
  private static let words = Set(
    ["nan", "NaN", "-nan", "-NaN", "<NA>", "NaT", "None", "null", "NULL", "NA", "N/A", "n/a", "#N/A"].map { ExactString($0) })

  /// Whether a label is such a word, and no class of the model has that name.
  static func isOne(_ label: String, _ classes: ClassNames) -> Bool {
    words.contains(ExactString(label)) && classes.namedLoosely(label) == nil
  }
}
