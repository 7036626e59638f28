import Foundation
import Synchronization

/// Keeps a second writer away from a store for as long as it lives.
///
/// SQLite would let two writers take turns, and each would believe the other's examples to be missing. The lock is `flock`'s, on the store
/// itself: SQLite uses the other family of locks, nothing is left beside the store, and the kernel lifts it from a process that was killed.
final class WriterLock: Sendable {
  /// The stores that this process writes to. Besides being quicker, this avoids opening and closing a file that SQLite has open:
  /// closing any descriptor of a file would lift SQLite's own locks on it.
  private static let held = Mutex<Set<String>>([])

  private let path: String
  private let descriptor: Int32
  /// Whether there was no file before.
  let isNew: Bool

  /// Locks the file; creates it empty where there is none.
  /// - Throws: `StoreError` where another writer has it, it cannot be opened for writing, or it has several names.
  init(path: String, name: String) throws {
    let isBusy = StoreError("another globenc-index is writing to \(name): wait for it to end, or use another store", kind: .unavailable)
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
    // SQLite keeps its log beside the name that it was given: a run killed under one name and continued under another would lose what is in it.
    var status = stat()
    guard fstat(descriptor, &status) != 0 || status.st_nlink <= 1 else {
      close(descriptor)
      throw StoreError(
        "the store \(name) is one file under \(status.st_nlink) names (hard links), which could lose what a killed run wrote: remove the others, or "
          + "write to a copy")
    }
    self.path = path
    succeeded = true
  }

  /// Removes the file that the lock created, where nothing came of it.
  func removeIfEmpty() {
    var status = stat()
    if isNew, fstat(descriptor, &status) == 0, status.st_size == 0 { unlink(path) }
  }

  /// What became of the file; nil where it is still in its place.
  var displacement: Displacement? { Displacement(of: descriptor, from: path) }

  deinit {
    close(descriptor)
    Self.held.withLock { _ = $0.remove(path) }
  }
}
