import Schema

/// The version of the tools, as `--version` prints it and each run records it.
public enum ToolVersion {
  /// Semantic version.
  public static let current = "0.1.0"

  /// The version of the schema of the stores that they write.
  public static var schema: Int { Schema.version }
}
