import ArgumentParser
import Presentation
// ColorMode and TerminalBackground may be typed on its command line.
import query

/// How `globenc-index explain` marks the words of a text, as `globenc-query show` does.
struct MarkArguments: ParsableArguments {
  @Flag(inversion: .prefixedNo, help: "Mark whole words by the sum of their pieces' scores, or each piece by its own.")
  var words = true

  @Flag(help: "Put a bar and a number, the share in percent, under each word, in lines as wide as the terminal.")
  var plain = false

  @Option(help: "Whether to colour; auto means on a terminal, unless NO_COLOR is set or TERM is dumb.")
  var color: ColorMode = .auto

  @Option(help: "What the terminal's own text stands on. (default: as COLORFGBG says; else dark on a terminal, light elsewhere)")
  var background: TerminalBackground?

  func validate() throws {
    if plain, color == .always { throw ValidationError("--plain is for where there is no colour: it does not go with --color always.") }
  }

  /// The first of these options that was given; nil where none was.
  var given: String? {
    plain ? "--plain" : !words ? "--no-words" : color != .auto ? "--color" : background != nil ? "--background" : nil
  }

  /// The marks.
  var marks: ExampleView.Marks {
    plain
      ? .numbered(NumberedText(width: TerminalSize.columns()))
      : .inline(TextMarks(depth: ColorDepth(color), background: background ?? TerminalBackground()))
  }
}
