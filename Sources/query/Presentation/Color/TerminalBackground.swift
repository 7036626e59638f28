import Foundation

/// The background of a terminal's text.
package enum TerminalBackground: String, CaseIterable {
  case light, dark

  /// The background, from COLORFGBG where the terminal sets it (in "15;0" the last number is the background's, of 16 colours); else dark,
  /// as most terminals are. Where standard output is no terminal it is light, because black text on light shades is readable everywhere.
  package init(
    isTerminal: Bool = isatty(STDOUT_FILENO) == 1, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    switch environment["COLORFGBG"]?.split(separator: ";").last.flatMap({ Int($0) }) {
    case 7?, 9?, 10?, 11?, 12?, 13?, 14?, 15?: self = .light
    case 0?, 1?, 2?, 3?, 4?, 5?, 6?, 8?: self = .dark
    default: self = isTerminal ? .dark : .light
    }
  }
}
