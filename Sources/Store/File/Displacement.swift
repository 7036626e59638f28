import Foundation
import Support

/// A store's file that was deleted, moved or replaced while it was written to.
///
/// A process that has the file open can still write to it; only its name reveals the displacement.
struct Displacement {
  /// The file's present path; nil where it was deleted.
  let newPath: String?
  /// Whether another file has its name.
  let isReplaced: Bool

  /// Nil where the path still leads to the open file.
  init?(of descriptor: Int32, from path: String) {
    let current = FileIdentity(path: path)
    guard current != FileIdentity(descriptor: descriptor) else { return nil }
    isReplaced = current != nil
    var status = stat()
    let isDeleted = fstat(descriptor, &status) != 0 || status.st_nlink == 0
    newPath = isDeleted ? nil : try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
  }

  /// The error for the process that was writing to the file.
  func error(name: String) -> StoreError {
    let other = isReplaced ? ", and another file has its name" : ""
    guard let newPath else {
      return StoreError(
        "the store \(name) was deleted while it was written to, with all that was in it\(other): run the same command again to make it anew"
          + (isReplaced ? " under another name" : ""), kind: .unavailable)
    }
    return StoreError(
      "the store \(name) was moved to \(newPath) while it was written to, with all that was committed\(other): move it back, or name it by its "
        + "new path, and run the same command again", kind: .unavailable)
  }
}
