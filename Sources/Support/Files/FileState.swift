import Foundation

/// The size of a file and the time of its last change, by which a change is noticed.
public struct FileState: Hashable, Sendable {
  private let identity: FileIdentity?
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// Whether the last change is at least so long ago, so that another one would have another time. The clocks of file systems tick every few
  /// milliseconds, and a change may leave the size as it was.
  public func isSettled(for duration: Duration) -> Bool {
    guard identity != nil else { return true }
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return .seconds(now.tv_sec - seconds) + .nanoseconds(now.tv_nsec - nanoseconds) >= duration
  }

  /// The state of the file at a path, links followed; a state of its own where there is no file.
  public init(path: String) {
    var status = stat()
    let isThere = stat(path, &status) == 0
    identity = isThere ? FileIdentity(path: path) : nil
    (size, seconds, nanoseconds) = isThere ? (Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec) : (0, 0, 0)
  }
}
