import Foundation

/// A file of names, such as ids or stop words, one on each line. Empty lines are skipped, and so are a carriage return at the end of a line
/// and a byte order mark.
package struct LineFile {
  /// The file's name in messages.
  package let name: String
  package let lines: [String]

  /// Reads the file; `-` is standard input.
  /// - Throws: `QueryFailure` where the file cannot be read or is UTF-16.
  package init(_ path: String) throws {
    name = path == "-" ? "standard input" : "'\(path)'"
    let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Self.failure(name) }
    defer { if file != STDIN_FILENO { close(file) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(file, &chunk, chunk.count), count != 0 {
      if count > 0 { bytes += chunk[..<count] } else if errno != EINTR { throw Self.failure(name) }
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if bytes.contains(0) || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw QueryFailure.cannotRun("the list \(name) is not text in UTF-8: convert it (iconv -f UTF-16 -t UTF-8)")
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
