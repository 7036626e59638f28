import Foundation

/// The size of a file and the time of its last change, by which a change is noticed.
public struct FileState: Hashable, Sendable {
  private let identity: FileIdentity?
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// The state of the file at a path, links followed; a state of its own where there is no file.
  public init(path: String) {
    var status = stat()
    let isThere = stat(path, &status) == 0
    identity = isThere ? FileIdentity(path: path) : nil
    (size, seconds, nanoseconds) = isThere ? (Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec) : (0, 0, 0)
  }
}
