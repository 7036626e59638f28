import Store
import Support

/// Words that programs write for a missing value. They are no labels in a column whose labels are classes; in a column whose labels are
/// kept as they are written, they are.
enum MissingLabel {
  /// Words that pandas writes or reads as a missing value, except numbers.
  private static let words = Set(
    ["nan", "NaN", "-nan", "-NaN", "<NA>", "NaT", "None", "null", "NULL", "NA", "N/A", "n/a", "#N/A"].map { ExactString($0) })

  /// Whether a label is such a word and no class of the model has that name.
  static func isOne(_ label: String, _ classes: ClassNames) -> Bool {
    words.contains(ExactString(label)) && classes.namedLoosely(label) == nil
  }
}
