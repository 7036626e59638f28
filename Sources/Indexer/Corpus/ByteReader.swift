import Foundation

/// Reads a file or standard input in chunks.
///
/// One thread reads; nothing is shared.
final class ByteReader {
  /// The corpus as messages name it.
  let name: String
  /// Size in bytes; nil where it is not known (a pipe).
  let size: Int?
  /// Bytes handed out so far.
  private(set) var offset = 0

  private let descriptor: Int32
  private let isWaitable: Bool
  private let isInterrupted: () -> Bool
  private var chunk: [UInt8]
  private var start = 0
  private var end = 0

  /// Opens `path`, or standard input for "-", and looks at its beginning: a byte order mark is skipped.
  /// - Parameters:
  ///   - path: A file, a pipe, or "-".
  ///   - chunkSize: Bytes to read at a time.
  ///   - isInterrupted: Asked a few times a second while waiting for input that is not there yet.
  /// - Throws: `IndexerError` where it cannot be opened or is not UTF-8 text at all.
  init(path: String, chunkSize: Int = 256 << 10, isInterrupted: @escaping () -> Bool = { false }) throws {
    name = path == "-" ? "standard input" : path
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    self.isInterrupted = isInterrupted
    chunk = [UInt8](repeating: 0, count: chunkSize)
    guard descriptor >= 0 else { throw IndexerError("corpus '\(path)' cannot be opened: \(String(cString: strerror(errno)))") }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw IndexerError("corpus '\(path)' cannot be read: \(String(cString: strerror(errno)))")
    }
    let kind = status.st_mode & S_IFMT
    isWaitable = kind != S_IFREG
    size = kind == S_IFREG ? Int(status.st_size) : nil
    guard kind != S_IFDIR else { throw IndexerError("corpus '\(path)' is a directory: name a file") }
    try checkBeginning()
  }

  deinit {
    if descriptor > STDIN_FILENO { close(descriptor) }
  }

  /// The next byte, or nil at the end.
  /// - Throws: `IndexerError`, `ReadingInterrupted`.
  @inline(__always)
  func nextByte() throws -> UInt8? {
    if start == end {
      guard try fill() else { return nil }
    }
    let byte = chunk[start]
    start += 1
    offset += 1
    return byte
  }

  /// Reads up to the next line feed, which is left out as is a carriage return before it.
  /// - Returns: whether there was a line; `isTooLong` says that it was cut at `longestRecord` bytes.
  /// - Throws: `IndexerError`, `ReadingInterrupted`.
  func readLine(into line: inout [UInt8], isTooLong: inout Bool) throws -> Bool {
    line.removeAll(keepingCapacity: true)
    isTooLong = false
    var isEmpty = true
    while true {
      if start == end {
        guard try fill() else { break }
      }
      isEmpty = false
      let lineEnd = chunk[start..<end].firstIndex(of: UInt8(ascii: "\n"))
      let upTo = lineEnd ?? end
      if line.count + (upTo - start) <= longestRecord { line += chunk[start..<upTo] } else { isTooLong = true }
      offset += upTo - start + (lineEnd == nil ? 0 : 1)
      start = lineEnd.map { $0 + 1 } ?? end
      if lineEnd != nil { break }
    }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return !isEmpty
  }

  /// Refuses what cannot be text in UTF-8, so that a foreign file is one error and not a million bad rows.
  private func checkBeginning() throws {
    guard try fill() else { return }
    let beginning = chunk[0..<min(end, 1024)]
    if beginning.starts(with: [0xFF, 0xFE]) || beginning.starts(with: [0xFE, 0xFF]) {
      throw IndexerError("corpus '\(name)' is UTF-16: convert it to UTF-8")
    }
    if beginning.starts(with: [0x1F, 0x8B]) {
      throw IndexerError("corpus '\(name)' is compressed: unpack it first (gzip -dc FILE | globenc-index - ...)")
    }
    if beginning.contains(0) { throw IndexerError("corpus '\(name)' is not text: it has NUL bytes") }
    if beginning.starts(with: [0xEF, 0xBB, 0xBF]) {
      start = 3
      offset = 3
    }
  }

  /// Reads the next chunk over the one that is used up.
  private func fill() throws -> Bool {
    start = 0
    end = 0
    while true {
      if isWaitable {
        // A read would block through a Ctrl-C: signals are handled on another thread.
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&request, 1, 200)
        if isInterrupted() { throw ReadingInterrupted() }
        if ready == 0 { continue }
      }
      let capacity = chunk.count
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, capacity) }
      if count >= 0 {
        end = count
        return count > 0
      }
      guard errno == EINTR else { throw IndexerError("corpus '\(name)' cannot be read: \(String(cString: strerror(errno)))") }
    }
  }
}
