import Foundation

/// Names of files with wildcards, as a shell has them: `*`, `?` and `[...]`.
public enum FilePattern {
  /// Whether a path has wildcards.
  public static func isPattern(_ path: String) -> Bool { path.contains { "*?[".contains($0) } }

  /// The paths that match a pattern, sorted by their bytes; a name that begins with a dot only matches a pattern that does.
  public static func matches(_ pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, GLOB_NOSORT, nil, &found) == 0, let paths = found.gl_pathv else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { paths[$0].map { ExactString(String(cString: $0)) } }.sorted().map(\.string)
  }
}
