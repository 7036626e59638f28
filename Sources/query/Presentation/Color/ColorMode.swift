import Foundation

/// Whether output has colours.
package enum ColorMode: String, CaseIterable {
  case auto, always, never

  /// Whether standard output is coloured.
  ///
  /// With `auto`, it is coloured on a terminal with colours, unless NO_COLOR is set and not empty (https://no-color.org).
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
