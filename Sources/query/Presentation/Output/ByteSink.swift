import Foundation

/// A buffered writer to a file descriptor, or to an answer in memory.
///
/// One thread writes. Bytes in the buffer of a sink that is released are lost on purpose: a command that fails half-way must not add to its
/// output.
package final class ByteSink {
  /// Bytes that are collected before they are written in one call.
  private static let capacity = 1 << 16

  private enum Destination {
    /// The name is for errors.
    case descriptor(Int32, name: String)
    case answer(AnswerBuffer)
  }

  private let destination: Destination
  private var buffer: [UInt8] = []

  /// The part of a grouped listing that is being written; nil for a single listing.
  package var part: ListingPart?

  /// Creates a sink for an open descriptor, which it does not close.
  package init(descriptor: Int32, name: String) {
    destination = .descriptor(descriptor, name: name)
    buffer.reserveCapacity(Self.capacity + 4096)
  }

  /// Creates a sink for an answer.
  package init(_ answer: AnswerBuffer) { destination = .answer(answer) }

  /// Standard output.
  package static func standardOutput() -> ByteSink { ByteSink(descriptor: STDOUT_FILENO, name: "standard output") }

  /// Whether the destination is a terminal.
  package var isTerminal: Bool {
    if case .descriptor(let descriptor, _) = destination { isatty(descriptor) == 1 } else { false }
  }

  /// Width to which tables are fitted, in columns: a terminal's, or, for other standard output, the value of COLUMNS; nil where neither
  /// exists, and for a file.
  package var lineWidth: Int? {
    if isTerminal { return TerminalSize.columns() }
    if case .descriptor(STDOUT_FILENO, _) = destination { return TerminalSize.promised() }
    return nil
  }

  /// Appends the UTF-8 of `text`.
  package func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Writes the buffered bytes.
  package func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    switch destination {
    case .answer(let answer): try answer.append(buffer)
    case .descriptor(let descriptor, let name): try write(buffer, to: descriptor, name: name)
    }
  }

  private func write(_ buffer: [UInt8], to descriptor: Int32, name: String) throws {
    var start = 0
    while start < buffer.count {
      let written = buffer.withUnsafeBytes { bytes in
        Foundation.write(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      }
      if written >= 0 {
        start += written
      } else if errno != EINTR {
        throw QueryFailure.cannotRun("could not write to \(name): \(SystemError.last)")
      }
    }
  }
}
