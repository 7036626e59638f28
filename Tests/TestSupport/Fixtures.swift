public import Foundation

/// Files that are part of the repository.
public enum Fixtures {
  /// The checkout that the tests were built from.
  public static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// `Tests/Fixtures`.
  public static let url = repository.appendingPathComponent("Tests/Fixtures", isDirectory: true)
  /// `samples`, with the model of the demo.
  public static let samples = repository.appendingPathComponent("samples", isDirectory: true)
}
