public import Foundation

/// A directory that only one test uses, removed with the object.
public final class TemporaryDirectory: Sendable {
  /// The directory's path.
  public let url: URL

  /// Creates the directory.
  /// - Throws: Errors of the file system.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("globenc-test-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes `text` to a file of that name and returns its path.
  /// - Throws: Errors of the file system.
  public func write(_ text: String, to name: String) throws -> URL {
    try write(Data(text.utf8), to: name)
  }

  /// Writes `data` to a file of that name and returns its path.
  /// - Throws: Errors of the file system.
  public func write(_ data: Data, to name: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file
  }
}
