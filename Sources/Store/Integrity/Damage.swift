/// One thing that is wrong with a store.
public struct Damage: Sendable, Equatable {
  /// The table, index or view that it is in; nil where it is the file as a whole.
  public let table: String?
  /// The id of the example that it is in; nil where it is in none, or the id cannot be told.
  public let example: String?
  /// What is wrong, in one line.
  public let description: String

  init(table: String?, example: String? = nil, _ description: String) {
    self.table = table
    self.example = example
    self.description = description
  }
}
