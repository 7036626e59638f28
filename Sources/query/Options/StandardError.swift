import Foundation
import Presentation
import Synchronization

/// Messages beside the result, which a server keeps for the page.
enum StandardError {
  private static let said = Mutex<Set<String>>([])

  /// Writes a message unless it was written before, such as a note on the store that applies to each slice.
  static func writeOnce(_ message: String) {
    if let scope = QueryScope.current { return scope.say(message) }
    if said.withLock({ $0.insert(message).inserted }) { write(message) }
  }

  /// Writes one message on a line of its own, under the program's name.
  static func write(_ message: String) {
    if let scope = QueryScope.current { return scope.say(message) }
    FileHandle.standardError.write(Data("globenc-query: \(TerminalText.harmless(message))\n".utf8))
  }
}

extension Remarks {
  /// Writes remarks to standard error.
  static let standardError = Remarks { remark, repetition in
    switch repetition {
    case .repeated: StandardError.write(remark)
    case .once: StandardError.writeOnce(remark)
    }
  }
}
