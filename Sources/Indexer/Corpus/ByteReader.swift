import Foundation
import Support

/// Reads a file or standard input in chunks.
///
/// One thread uses a reader.
final class ByteReader {
  /// The name of "-" in messages.
  static let standardInput = "standard input"

  /// The corpus' name in messages.
  let name: String
  /// Size in bytes; nil where it is unknown (a pipe).
  let size: Int?
  /// Number of bytes returned so far.
  private(set) var offset = 0
  /// Whether the last line ended with a line feed.
  private(set) var isLineEnded = false
  /// Number of lines that `readLine` has returned.
  private(set) var linesRead = 0
  /// The next bytes, as far as they are in memory.
  var upcoming: ArraySlice<UInt8> { chunk[start..<end] }

  /// Milliseconds between two calls of `whileWaiting`.
  var patience: Int32 = 200
  /// Called a few times a second while a pipe has nothing to read.
  var whileWaiting: () throws -> Void = {}

  /// The path, or "-".
  private let path: String
  private let descriptor: Int32
  private let isWaitable: Bool
  private let isInterrupted: () -> Bool
  private var chunk: [UInt8]
  private var start = 0
  private var end = 0
  /// Whether the last byte of the input is in memory.
  private(set) var isAtEnd = false
  private let chunkSize: Int
  private var mark: Mark?

  /// A position to return to. Bytes of the chunks that were read since are kept.
  private struct Mark {
    var offset: Int
    /// Index in the chunk of the first byte that is not in `kept` yet.
    var start: Int
    /// Bytes of the chunks that were overwritten.
    var kept: [UInt8] = []
  }

  /// Opens `path`, or standard input for "-", inspects its beginning, and skips a byte order mark.
  /// - Parameters:
  ///   - path: A file, a pipe, or "-".
  ///   - chunkSize: Bytes of a read.
  ///   - isInterrupted: Asked a few times a second while a pipe has nothing to read.
  /// - Throws: `IndexerError` where the corpus cannot be opened, or is no UTF-8 text at all.
  init(path: String, chunkSize: Int = 256 << 10, isInterrupted: @escaping () -> Bool = { false }) throws {
    self.path = path
    name = path == "-" ? Self.standardInput : path
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    self.isInterrupted = isInterrupted
    self.chunkSize = chunkSize
    chunk = [UInt8](repeating: 0, count: chunkSize)
    guard descriptor >= 0 else {
      throw IndexerError("corpus '\(path)' cannot be opened: \(String(cString: strerror(errno)))", kind: .unavailable)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw IndexerError("corpus '\(path)' cannot be read: \(String(cString: strerror(errno)))", kind: .unavailable)
    }
    let kind = status.st_mode & S_IFMT
    isWaitable = kind != S_IFREG
    size = kind == S_IFREG ? Int(status.st_size) : nil
    guard kind != S_IFDIR else { throw IndexerError("corpus '\(path)' is a directory: name a file") }
    try checkBeginning()
  }

  /// Creates a reader of the bytes that `other` has in memory but has not returned; it ends behind them. `other` is not changed.
  init(upcomingOf other: ByteReader) {
    path = other.path
    name = other.name
    size = nil
    descriptor = -1
    isWaitable = false
    isInterrupted = { false }
    chunkSize = 1
    chunk = Array(other.upcoming)
    end = chunk.count
    offset = other.offset
    isAtEnd = true
  }

  /// Reads from a pipe for so many seconds, or until so many bytes are in memory, without returning them. The time begins when the pipe has
  /// sent so many lines, however long that takes, or has ended.
  /// - Throws: `IndexerError` where the pipe cannot be read.
  func prefetch(seconds: Double, most: Int, lines: Int) throws {
    var missing = lines - Self.lineEnds(chunk[start..<end])
    var deadline = ContinuousClock.now + .seconds(seconds)
    while end - start < most, !isAtEnd, !isInterrupted() {
      let left = missing > 0 ? seconds : (deadline - ContinuousClock.now).inSeconds
      guard left > 0 else { return }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, Int32(min(left * 1000 + 1, 200))) > 0 else { continue }
      if end == chunk.count { chunk += [UInt8](repeating: 0, count: max(chunk.count, chunkSize)) }
      let free = end
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: free), $0.count - free) }
      if count >= 0 {
        end += count
        isAtEnd = count == 0
        guard missing > 0 else { continue }
        missing -= Self.lineEnds(chunk[free..<end])
        if missing <= 0 { deadline = ContinuousClock.now + .seconds(seconds) }
      } else if errno != EINTR, errno != EAGAIN {
        throw IndexerError("corpus '\(name)' cannot be read: \(String(cString: strerror(errno)))", kind: .unavailable)
      }
    }
  }

  private static func lineEnds(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == UInt8(ascii: "\n") } }

  /// Takes back the last byte, so that it is read again.
  /// - Precondition: The byte is the last one that was read.
  func unread() {
    precondition(start > 0, "no byte to take back")
    start -= 1
    offset -= 1
  }

  deinit {
    if descriptor > STDIN_FILENO { close(descriptor) }
  }

  /// The next byte; nil at the end.
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

  /// Reads up to the next line feed. The line feed, and a carriage return before it, are left out.
  /// - Returns: Whether there was a line. `isTooLong` tells whether it was cut at `longestRecord` bytes.
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
      isLineEnded = lineEnd != nil
      if isLineEnded { break }
    }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    linesRead += isEmpty ? 0 : 1
    return !isEmpty
  }

  /// Marks the current position. All further bytes are kept in memory until `dropMark` or `rewind`.
  func setMark() {
    mark = Mark(offset: offset, start: start)
  }

  /// Drops the mark, if there is one.
  func dropMark() {
    mark = nil
  }

  /// Returns to the mark and drops it.
  /// - Precondition: There is a mark.
  func rewind() {
    guard var mark else { preconditionFailure("rewound without a mark") }
    self.mark = nil
    offset = mark.offset
    start = mark.start
    guard !mark.kept.isEmpty else { return }
    mark.kept += chunk[mark.start..<end]
    chunk = mark.kept
    start = 0
    end = chunk.count
  }

  /// Refuses a file that is no UTF-8 text, so that a foreign file is one error and not a million bad rows.
  private func checkBeginning() throws {
    guard try fill() else { return }
    let beginning = chunk[0..<min(end, 1024)]
    if let encoding = TextEncoding(beginning: beginning) { throw IndexerError(encoding.sentence(corpus: path), kind: .incompatible) }
    if let foreign = ForeignFormat(beginning: beginning, path: path) {
      throw IndexerError(foreign.sentence(corpus: path), kind: .incompatible)
    }
    if beginning.starts(with: [0xEF, 0xBB, 0xBF]) {
      start = 3
      offset = 3
    }
  }

  /// Reads the next chunk into the buffer of the current one, which has been used up.
  private func fill() throws -> Bool {
    if let from = mark?.start {
      mark?.kept += chunk[from..<end]
      mark?.start = 0
    }
    start = 0
    end = 0
    // A terminal would wait for a second Ctrl-D.
    if isAtEnd { return false }
    if chunk.count != chunkSize { chunk = [UInt8](repeating: 0, count: chunkSize) }
    while true {
      if isWaitable {
        // A plain read would block through a Ctrl-C, because another thread handles signals.
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&request, 1, patience)
        if isInterrupted() { throw ReadingInterrupted() }
        if ready == 0 {
          try whileWaiting()
          continue
        }
      }
      let capacity = chunk.count
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, capacity) }
      if count >= 0 {
        end = count
        isAtEnd = count == 0
        return count > 0
      }
      guard errno == EINTR else {
        throw IndexerError("corpus '\(name)' cannot be read: \(String(cString: strerror(errno)))", kind: .unavailable)
      }
    }
  }
}
