import Schema

/// The version of the programs, as `--version` prints it and each run records it.
public enum ToolVersion {
  /// Semantic version.
  public static let current = "0.2.0"

  /// The schema version of stores that the programs write.
  public static var schema: Int { Schema.version }
}
