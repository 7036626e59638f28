import Foundation

/// A small file system in memory, of a test's own, for what only a file system can do: be full, or read-only.
struct Filesystem {
  private let folder: URL

  /// Whether this process may mount one.
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

  /// What `mount` said.
  struct Failure: Error {}

  /// Mounts one of so many bytes, as `mount` takes them, on an empty folder.
  init(at folder: URL, size: String) throws {
    self.folder = folder
    try Self.run("mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", folder.path)
  }

  func grow(to size: String) throws { try remount("size=\(size)") }

  /// Changes its options.
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
