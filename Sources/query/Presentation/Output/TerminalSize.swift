import Foundation

/// The width of lines.
package enum TerminalSize {
  /// Columns of the terminal on standard output, else the value of COLUMNS, else 80.
  package static func columns(environment: [String: String] = ProcessInfo.processInfo.environment) -> Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return promised(environment: environment) ?? 80
  }

  /// The value of COLUMNS; nil where it is no positive number.
  static func promised(environment: [String: String] = ProcessInfo.processInfo.environment) -> Int? {
    environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
  }
}
