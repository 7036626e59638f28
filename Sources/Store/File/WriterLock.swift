import Foundation
import Support
import Synchronization

/// A lock that keeps other writers away from a store while the object lives.
///
/// SQLite would let two writers take turns, and each would believe that the other's examples are missing. The lock is `flock`'s, on the
/// store itself: SQLite uses the other kind of locks, no file is left beside the store, and the kernel releases the lock of a process that
/// was killed.
final class WriterLock: Sendable {
  /// Paths of the stores that this process writes to. A look here avoids opening and closing a file that SQLite has open: closing any
  /// descriptor of a file would release SQLite's own locks on it.
  private static let held = Mutex<Set<String>>([])

  private let path: String
  private let descriptor: Int32
  /// Whether the file did not exist before.
  let isNew: Bool

  /// Locks the file; creates an empty one where it does not exist.
  /// - Throws: `StoreError` where another writer holds the lock, the file cannot be opened for writing, or it has several names.
  init(path: String, name: String) throws {
    let isBusy = StoreError("another globenc-index is writing to \(name): wait for it to end, or use another store", kind: .busy)
    guard Self.held.withLock({ $0.insert(path).inserted }) else { throw isBusy }
    var succeeded = false
    defer { if !succeeded { Self.held.withLock { _ = $0.remove(path) } } }
    isNew = !FileManager.default.fileExists(atPath: path)
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw StoreError("cannot \(isNew ? "create" : "write to") the store \(name): \(String(cString: strerror(errno)))", kind: .unavailable)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      close(descriptor)
      guard reason == EWOULDBLOCK else {
        throw StoreError("cannot lock the store \(name): \(String(cString: strerror(reason)))", kind: .unavailable)
      }
      throw isBusy
    }
    // SQLite names its log after the path that it was given: a run that was killed under one name and continued under another would lose
    // the log's content.
    var status = stat()
    guard fstat(descriptor, &status) != 0 || status.st_nlink <= 1 else {
      close(descriptor)
      throw StoreError(
        "the store \(name) is one file under \(status.st_nlink) names (hard links), which could lose what a killed run wrote: remove the others, or "
          + "write to a copy", kind: .refused)
    }
    self.path = path
    succeeded = true
  }

  /// Removes the file that the lock created, if it is still empty.
  func removeIfEmpty() {
    var status = stat()
    if isNew, fstat(descriptor, &status) == 0, status.st_size == 0 { unlink(path) }
  }

  /// The file's displacement; nil where the path still leads to it.
  var displacement: Displacement? { Displacement(of: descriptor, from: path) }

  deinit {
    close(descriptor)
    Self.held.withLock { _ = $0.remove(path) }
  }
}
