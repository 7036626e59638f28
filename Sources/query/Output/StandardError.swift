import Foundation

/// What a person is told besides the result.
enum StandardError {
  /// Writes one message on a line of its own, under the program's name.
  static func write(_ message: String) {
    FileHandle.standardError.write(Data("globenc-query: \(TerminalText.harmless(message))\n".utf8))
  }
}
