public import Foundation

/// The locks that a process has on a file, as the kernel lists them.
public struct FileLocks: Equatable, Sendable {
  /// Locks of the family that SQLite uses, which closing any descriptor of the file lifts.
  public private(set) var posix = 0
  /// Locks of an open file.
  public private(set) var flock = 0

  /// Looks them up.
  /// - Throws: What the file system says.
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
