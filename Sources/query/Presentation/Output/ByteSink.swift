import Foundation

/// A buffered writer to a file descriptor.
///
/// One thread writes. What is still in the buffer when the sink is dropped is lost on purpose: a command that failed half-way must not
/// add to its output.
package final class ByteSink {
  /// Bytes held back before they go out in one call.
  private static let capacity = 1 << 16

  private let descriptor: Int32
  /// What an error calls the destination.
  private let name: String
  private var buffer: [UInt8] = []

  /// Which part of a grouped listing is being written; nil for a listing that stands alone.
  package var part: ListingPart?

  /// Writes to an open descriptor, which it does not close.
  package init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    buffer.reserveCapacity(Self.capacity + 4096)
  }

  /// Standard output.
  package static func standardOutput() -> ByteSink { ByteSink(descriptor: STDOUT_FILENO, name: "standard output") }

  /// Whether a person sees the bytes as they are.
  package var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The cells of a line that tables are to fit: a terminal's, or, where standard output is none, those that COLUMNS promises; nil where
  /// nothing is said, and for a file.
  package var lineWidth: Int? {
    if isTerminal { return TerminalSize.columns() }
    return descriptor == STDOUT_FILENO ? TerminalSize.promised() : nil
  }

  /// Appends the UTF-8 of `text`.
  package func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Appends bytes as they are.
  func write(_ bytes: [UInt8]) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Hands everything on to the system.
  package func flush() throws {
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
    buffer.removeAll(keepingCapacity: true)
  }
}
