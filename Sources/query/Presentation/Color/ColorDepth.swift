import Foundation

/// The number of colours of a terminal.
package enum ColorDepth {
  case none, palette, trueColor

  /// The depth for standard output: none where `mode` says so; 24 bits where COLORTERM promises them, else the palette of 256 colours.
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
