public import Foundation

/// The locks of a process on a file, as the kernel lists them.
public struct FileLocks: Equatable, Sendable {
  /// Number of locks of the kind that SQLite uses; closing any descriptor of the file releases them.
  public private(set) var posix = 0
  /// Number of `flock` locks.
  public private(set) var flock = 0

  /// Reads the locks of a process on a file.
  /// - Throws: Errors of the file system.
  public init(of process: Int32, on file: URL) throws {
    let number = try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int ?? -1
    // "1: POSIX  ADVISORY  READ 4711 fe:00:123456 1073741826 1073742335"
    for line in try String(contentsOfFile: "/proc/locks", encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: " ").filter { $0 != "->" }
      guard fields.count > 5, Int32(fields[4]) == process, fields[5].hasSuffix(":\(number)") else { continue }
      if fields[1] == "POSIX" { posix += 1 }
      if fields[1] == "FLOCK" { flock += 1 }
    }
  }
}
