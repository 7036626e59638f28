import Foundation
import Support

/// A file of ids, one on each line. Empty lines are skipped, and so are a byte order mark and a carriage return at the end of a line.
struct IDList {
  /// The file's name in messages.
  let name: String
  /// The ids, each once, in the order of the file.
  let ids: [String]

  /// Reads the file; `-` is standard input.
  /// - Throws: `IndexerError` where the file cannot be read or is UTF-16.
  init(path: String) throws {
    name = path == "-" ? "standard input" : "'\(path)'"
    let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Self.failure(name) }
    defer { if file != STDIN_FILENO { close(file) } }
    var data = Data()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(file, &chunk, chunk.count), count != 0 {
      if count > 0 { data += chunk[..<count] } else if errno != EINTR { throw Self.failure(name) }
    }
    if data.contains(0) || data.starts(with: [0xFF, 0xFE] as [UInt8]) || data.starts(with: [0xFE, 0xFF] as [UInt8]) {
      throw IndexerError("the list \(name) is not text in UTF-8: convert it (iconv -f UTF-16 -t UTF-8)", kind: .incompatible)
    }
    ids = Self.ids(in: data)
  }

  private static func failure(_ name: String) -> IndexerError {
    IndexerError("the list \(name) could not be read: \(String(cString: strerror(errno)))", kind: .unavailable)
  }

  /// The ids in the bytes of a file.
  static func ids(in data: Data) -> [String] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    // Compared by bytes, as in a store: Swift's strings are equal where they are canonically equivalent.
    var seen: Set<[UInt8]> = []
    return data.dropFirst(data.starts(with: mark) ? mark.count : 0).split(separator: 0x0A).compactMap { line in
      let bytes = Array(line.last == 0x0D ? line.dropLast() : line)
      return bytes.isEmpty || !seen.insert(bytes).inserted ? nil : String(decoding: bytes, as: UTF8.self)
    }
  }
}
