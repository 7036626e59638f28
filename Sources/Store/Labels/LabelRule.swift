/// How the values of a corpus' label column are read as classes of the model. One rule holds for the whole column and for all runs into a store:
/// the same value never means two things.
public struct LabelRule: Sendable, Equatable, Codable {
  /// The kinds of rules, by the names that a store has for them.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Values are names of classes.
    case names
    /// Values are names of classes but for case and blanks.
    case namesByCase = "names-by-case"
    /// Values are the numbers of classes, from 0.
    case classNumbers = "class-numbers"
    /// Values are false and true, which stand for the classes 0 and 1 of a model of two.
    case trueFalse = "true-false"
    /// Values are the numbers that stand in the names of classes, as 3 in "3 stars".
    case numbersInNames = "numbers-in-names"
    /// Values are lists of a 0 or 1 for each class of a model that gives several labels.
    case vectors
    /// Values are names, some or all of which the model does not know.
    case asWritten = "as-written"
    /// Somebody said which value is which class.
    case map
  }

  /// The kind.
  public var kind: Kind
  /// Value of the corpus -> class of the model; empty but for the kind `map`.
  public var map: [String: String]

  /// Creates a rule.
  public init(_ kind: Kind, map: [String: String] = [:]) {
    self.kind = kind
    self.map = map
  }
}
