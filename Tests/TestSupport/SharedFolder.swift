public import Foundation

/// The folder of further models, corpora and goldens that GLOBENC_SHARED names; tests that need it are skipped where the variable is unset.
public enum SharedFolder {
  /// The folder; nil where the variable is unset or names no folder.
  public static let url: URL? = {
    guard let path = ProcessInfo.processInfo.environment["GLOBENC_SHARED"], FileManager.default.fileExists(atPath: path) else { return nil }
    return URL(fileURLWithPath: path, isDirectory: true)
  }()

  /// The reason why a test was skipped.
  public static let skipMessage: String = "GLOBENC_SHARED names no folder: the larger models and goldens are not at hand"
}
