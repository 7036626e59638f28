/// A fault of a store.
public struct Damage: Sendable, Equatable {
  /// The table, index or view with the fault; nil where it concerns the file as a whole.
  public let table: String?
  /// The id of the example with the fault; nil where it concerns none, or the id cannot be read.
  public let example: String?
  /// The fault, in one line.
  public let description: String

  init(table: String?, example: String? = nil, _ description: String) {
    self.table = table
    self.example = example
    self.description = description
  }
}
