import Engine
import Foundation
import Support
import Synchronization

/// Standard error: messages, and a progress bar that messages do not run into. Any thread may call any method.
final class Console: Sendable {
  /// How a command says how far it is.
  let progress: ProgressMode
  /// Whether progress is a bar that is redrawn in place, because standard error is a terminal.
  let isTerminal: Bool

  private let bar = Mutex("")

  init(progress: ProgressMode = .bar, isTerminal: Bool = isatty(STDERR_FILENO) == 1) {
    self.progress = progress
    self.isTerminal = isTerminal && progress == .bar
  }

  /// Columns of the terminal; 80 where they are unknown.
  var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Prints a sentence, or an object that holds it.
  func print(_ line: String) {
    guard progress == .json else { return write(line: line.printable) }
    let name = "globenc-index: "
    print(.message) { $0.add("message", line.hasPrefix(name) ? String(line.dropFirst(name.count)) : line) }
  }

  /// Prints a line above the bar. Its control characters must be escaped.
  func write(line: String) {
    bar.withLock { bar in
      Self.write(bar.isEmpty ? line + "\n" : "\r\u{1B}[K" + line + "\n" + bar)
    }
  }

  /// Prints a notice about a model; a hint only unless the run is quiet.
  func print(_ notice: ModelNotice, isQuiet: Bool) {
    switch notice.kind {
    case .warning: print("globenc-index: warning: \(notice.text)")
    case .hint where !isQuiet: print("globenc-index: \(notice.text)")
    case .hint: break
    }
  }

  /// Redraws the bar; an empty one removes it.
  func show(bar line: String) {
    bar.withLock { bar in
      guard line != bar else { return }
      bar = line
      Self.write("\r\u{1B}[K" + line)
    }
  }

  private static func write(_ text: String) {
    // A failure to write to standard error cannot be reported anywhere.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
