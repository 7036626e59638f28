import ArgumentParser
import Engine

/// How `globenc-index explain` runs the model, as `globenc-index index` names it.
struct ExplainRunArguments: ParsableArguments {
  @OptionGroup var methods: MethodArguments

  @Option(
    help: ArgumentHelp(
      "Which gold label is which class of the model.",
      discussion: """
        NEG=negative,POS=positive or a file, as for index. Without it each label is read by itself: as the name of a class, else as its number \
        from 0, else as written.
        """, valueName: "label=class,...|file"))
  var labelMap: String?

  @Option(
    help: ArgumentHelp(
      "Of a multi-label model: labels whose sigmoid is at least this are predicted, from 0 to 1. (default: 0.5)", valueName: "p"))
  var threshold: Double?

  @Option(help: "The number format of the dense products.")
  var precision: Precision = .f32

  @Option(help: ArgumentHelp("Cut texts to so many tokens, special ones included. (default: the model's maximum)", valueName: "n"))
  var maxLength: Int?

  @Option(
    help: ArgumentHelp(
      "Cut a longer text into windows instead, of which two neighbours share so many tokens. Not for pairs.", valueName: "n"))
  var stride: Int?

  @Option(help: ArgumentHelp("Threads that run the model. (default: one a processor; one for one text)", valueName: "n"))
  var workers: Int?
}
