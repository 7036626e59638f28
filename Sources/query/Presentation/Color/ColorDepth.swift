import Foundation

/// How many colours a terminal has.
package enum ColorDepth {
  case none, palette, trueColor

  /// What to write to standard output: nothing where `mode` says so; 24 bits where COLORTERM promises them, else the 256-colour palette.
  package init(
    _ mode: ColorMode, isTerminal: Bool = isatty(STDOUT_FILENO) == 1, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    if !mode.isOn(isTerminal: isTerminal, environment: environment) {
      self = .none
    } else if ["truecolor", "24bit"].contains(environment["COLORTERM"]) {
      self = .trueColor
    } else {
      self = .palette
    }
  }
}
