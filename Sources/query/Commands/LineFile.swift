import Foundation

/// A list of names, such as ids or stop words, one a line. Empty lines are passed over, and a carriage return before a line's end.
struct LineFile {
  /// As messages call it.
  let name: String
  let lines: [String]

  /// Reads the file; `-` is standard input.
  /// - Throws: `QueryFailure` with status 2 where it cannot be read.
  init(_ path: String) throws {
    name = path == "-" ? "standard input" : "'\(path)'"
    let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Self.failure(name) }
    defer { if file != STDIN_FILENO { close(file) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(file, &chunk, chunk.count), count != 0 {
      if count > 0 { bytes += chunk[..<count] } else if errno != EINTR { throw Self.failure(name) }
    }
    lines = bytes.split(separator: 0x0A).compactMap { line in
      let line = line.last == 0x0D ? line.dropLast() : line
      return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }
  }

  private static func failure(_ name: String) -> QueryFailure {
    .cannotRun("the list \(name) could not be read: \(SystemError.last)")
  }
}
