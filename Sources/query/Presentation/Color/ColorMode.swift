import Foundation

/// Whether colours are written.
package enum ColorMode: String, CaseIterable {
  case auto, always, never

  /// Whether to colour what goes to standard output.
  ///
  /// `auto` colours on a terminal that can, unless NO_COLOR is set and not empty (https://no-color.org).
  package func isOn(
    isTerminal: Bool = isatty(STDOUT_FILENO) == 1, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }
  }
}
