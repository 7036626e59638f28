import Dispatch
package import Foundation

/// The destination of `-o`: standard output, or a file that appears only when it is complete.
///
/// The rows go to a temporary file beside the target, which gets the target's name at the end; after any failure, or Ctrl-C, the target is
/// unchanged. A target that exists and is no regular file (a pipe, /dev/null) is written to directly.
package final class OutputFile {
  /// The sink for the result.
  package let sink: ByteSink

  private let target: String
  private let descriptor: Int32
  /// The temporary file; nil where there is none.
  private var temporary: String?
  private var interruptions: [any DispatchSourceSignal] = []

  /// Opens the destination.
  ///
  /// - Parameters:
  ///   - path: The path; nil or `-` stands for standard output.
  ///   - stores: The files that are being read, which are not overwritten.
  /// - Throws: `QueryFailure` where the path cannot be written to.
  package init(path: String?, stores: [URL]) throws {
    guard let path, path != "-" else {
      (target, descriptor, sink) = ("standard output", STDOUT_FILENO, .standardOutput())
      return
    }
    // A link's target is replaced, not the link.
    let target = realpath(path, nil).map { resolved in
      defer { free(resolved) }
      return String(cString: resolved)
    }
    self.target = target ?? path
    var status = stat()
    let exists = stat(self.target, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw QueryFailure.cannotRun("could not write to '\(path)': it is a directory")
    }
    if exists, stores.contains(where: { Self.isSameFile(status, $0.path) }) {
      let store = stores.count == 1 ? "the store that is" : "one of the stores that are"
      throw QueryFailure.cannotRun("could not write to '\(path)': it is \(store) being read")
    }
    let isReplaced = !exists || status.st_mode & S_IFMT == S_IFREG
    if exists, isReplaced, access(self.target, W_OK) != 0 { throw Self.failure(path) }
    let folder = (self.target as NSString).deletingLastPathComponent
    let name = (folder.isEmpty ? "." : folder) + "/.globenc-\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
    descriptor = isReplaced ? open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) : open(self.target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path) }
    sink = ByteSink(descriptor: descriptor, name: "'\(path)'")
    if isReplaced {
      if exists { fchmod(descriptor, status.st_mode & 0o777) }
      temporary = name
      interruptions = [SIGINT, SIGTERM].map { Self.removing(name, on: $0) }
    }
  }

  /// A destination that keeps the result in memory.
  package init(_ answer: AnswerBuffer) {
    (target, descriptor, sink) = ("the answer", STDOUT_FILENO, ByteSink(answer))
  }

  deinit {
    if let temporary { unlink(temporary) }
    if descriptor != STDOUT_FILENO { close(descriptor) }
  }

  /// Writes the buffered bytes and gives the file its name.
  package func commit() throws {
    try sink.flush()
    guard let temporary else { return }
    guard fsync(descriptor) == 0, rename(temporary, target) == 0 else { throw Self.failure(target) }
    self.temporary = nil
    interruptions.forEach { $0.cancel() }
  }

  private static func failure(_ path: String) -> QueryFailure {
    .cannotRun("could not write to '\(path)': \(SystemError.last)")
  }

  private static func isSameFile(_ status: stat, _ path: String) -> Bool {
    var other = stat()
    return stat(path, &other) == 0 && other.st_dev == status.st_dev && other.st_ino == status.st_ino
  }

  /// Removes the file when the signal arrives, then lets the signal end the process as it would have.
  private static func removing(_ file: String, on number: Int32) -> any DispatchSourceSignal {
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      unlink(file)
      signal(number, SIG_DFL)
      kill(getpid(), number)
    }
    signal(number, SIG_IGN)
    source.resume()
    return source
  }
}
