import ArgumentParser
import Store

/// `globenc-query show`: one text, marked by attribution.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the text of an example, coloured by attribution.",
    discussion: """
      Examples:
        globenc-query show reviews.db 42
        globenc-query show reviews.db 42 --words --color always | less -R

      The stronger the background, the more of what the classifier read came from the token; the strongest is the highest score of the \
      example. Special tokens are left out. Without colour, [a bracket] marks a token from a third of the highest score on, [[two]] from \
      two thirds. Control characters in the text are shown as pictures, such as ␛. Of a store made with --no-text, the words of the \
      tokens are shown.
      """)

  @OptionGroup var source: StoreArgument

  @Argument(help: "The id of the example. One that begins with - goes last, behind --, as in: show reviews.db -- -1.")
  var id: String

  @Flag(help: "Mark whole words by the sum of their pieces' scores.")
  var words = false

  @Option(help: "Whether to colour; auto means on a terminal, unless NO_COLOR is set.")
  var color: ColorMode = .auto

  func run() throws {
    let example = try source.open().requireExample(id)
    let sink = ByteSink.standardOutput()
    try sink.write(ExampleView(example, words: words, isColored: color.isOn()).text)
    try sink.flush()
  }
}
