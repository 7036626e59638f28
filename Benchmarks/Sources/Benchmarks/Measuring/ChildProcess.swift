import Foundation

/// A program that has run to its end.
struct ChildProcess {
  /// Seconds of wall-clock time, from before the start of the process to after its end.
  let seconds: Double
  /// Peak memory in bytes; at least the memory of this process at the time of the start.
  let peakMemory: Int
  let standardOutput: Data

  /// The executable of this program.
  static var ownExecutable: URL {
    get throws {
      URL(fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    }
  }

  /// Runs `executable`, whose standard error is passed on.
  /// - Throws: `BenchmarkError` where it cannot be started, or ends with another status than 0.
  init(_ executable: URL, _ arguments: [String]) throws {
    let name = executable.lastPathComponent
    let output = FileManager.default.temporaryDirectory.appending(path: "globenc-benchmarks-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.path, O_WRONLY | O_CREAT | O_EXCL, 0o600)

    var argv: [UnsafeMutablePointer<CChar>?] = ([executable.path] + arguments).map { strdup($0) } + [nil]
    defer { argv.forEach { free($0) } }
    var process = pid_t()
    var status: Int32 = 0
    var usage = rusage()
    var failure: Int32 = 0
    seconds = Clock.seconds {
      failure = posix_spawn(&process, executable.path, &actions, nil, &argv, environ)
      guard failure == 0 else { return }
      while wait4(process, &status, 0, &usage) == -1 && errno == EINTR {}
    }
    guard failure == 0 else { throw BenchmarkError("\(name) could not be started: \(String(cString: strerror(failure)))") }
    guard status == 0 else {
      throw BenchmarkError("\(name) \(arguments.joined(separator: " ")) ended with status \(status >> 8), signal \(status & 0x7f)")
    }
    peakMemory = usage.ru_maxrss * 1024
    standardOutput = try Data(contentsOf: output)
  }
}
