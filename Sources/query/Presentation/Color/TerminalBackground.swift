import Foundation

/// What a terminal's own text stands on.
package enum TerminalBackground: String, CaseIterable {
  case light, dark

  /// What is known of the terminal: COLORFGBG where the terminal sets it ("15;0": the last number is the background's, of 16 colours); else
  /// most terminals are dark. Where standard output is none, black on light shades is readable on all that may follow.
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
