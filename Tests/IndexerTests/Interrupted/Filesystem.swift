import Foundation

/// A small file system in memory that one test uses, for states that only a file system can have: full, or read-only.
struct Filesystem {
  private let folder: URL

  /// Whether this process may mount a file system.
  static let canMount: Bool = {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("globenc-mount-\(UUID().uuidString)")
    guard geteuid() == 0, (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)) != nil else {
      return false
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    guard let disk = try? Filesystem(at: folder, size: "64k") else { return false }
    disk.unmount()
    return true
  }()

  /// The failure of `mount`.
  struct Failure: Error {}

  /// Mounts a file system on an empty folder; `size` has the syntax of `mount`.
  init(at folder: URL, size: String) throws {
    self.folder = folder
    try Self.run("mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", folder.path)
  }

  func grow(to size: String) throws { try remount("size=\(size)") }

  /// Changes the options of the mount.
  func remount(_ options: String) throws { try Self.run("mount", "-o", "remount,\(options)", folder.path) }

  func unmount() { try? Self.run("umount", folder.path) }

  private static func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
  }
}
